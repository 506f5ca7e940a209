// Sums each channel of a whole frame. Pixels come in the producer's tile order (row group; channel; column tile; row in
// the group; x in the tile), so those of one channel and row group are neighbours: a run. A memory with one partial sum
// per channel joins the runs of all row groups. The last beat of a tile's row may hold fewer pixels.
`default_nettype none

module winnow_global_sum #(
    parameter integer DATA_WIDTH    = 8,   // bits of a pixel
    parameter integer DATA_SIGNED   = 0,   // 1: pixels are two's complement
    parameter integer CHANNELS      = 2,   // channels of the tensor
    parameter integer CHANNEL_WIDTH = 1,   // at least clog2(CHANNELS) and 1
    parameter integer HEIGHT        = 5,   // rows of the tensor
    parameter integer COLUMNS       = 6,   // columns of the tensor
    parameter integer GROUP_ROWS    = 2,   // rows of a row group of the producer
    parameter integer TILE_COLUMNS  = 4,   // columns of a column tile of the producer
    parameter integer PIXELS        = 1,   // pixels of a beat
    parameter integer SUM_WIDTH     = 12,  // bits of the sum of a channel
    parameter integer CREDIT_WIDTH  = 5    // the output FIFO holds 2**(CREDIT_WIDTH - 1) values
) (
    input  wire                  clk,
    input  wire                  rst,
    input  wire [PIXELS*DATA_WIDTH-1:0] s_data,   // the leftmost pixel in the low bits
    input  wire                  s_valid,
    output wire                  s_ready,
    input  wire                  popped,   // a value left the output FIFO's memory
    output reg                   m_valid,
    output reg  [SUM_WIDTH-1:0]  m_value,
    output reg                   m_last
);
    localparam integer GROUPS       = (HEIGHT + GROUP_ROWS - 1) / GROUP_ROWS;
    localparam integer LAST_ROWS    = HEIGHT - (GROUPS - 1) * GROUP_ROWS;
    localparam integer TILES        = (COLUMNS + TILE_COLUMNS - 1) / TILE_COLUMNS;
    localparam integer LAST_COLUMNS = COLUMNS - (TILES - 1) * TILE_COLUMNS;
    localparam integer BEATS        = (TILE_COLUMNS + PIXELS - 1) / PIXELS;   // of a tile's row
    localparam integer LAST_BEATS   = (LAST_COLUMNS + PIXELS - 1) / PIXELS;   // the same in the last tile
    localparam integer LAST_COUNT   = TILE_COLUMNS - (BEATS - 1) * PIXELS;    // pixels of the last beat
    localparam integer RAGGED_COUNT = LAST_COLUMNS - (LAST_BEATS - 1) * PIXELS;
    localparam integer GROUP_WIDTH  = (GROUPS > 1) ? $clog2(GROUPS) : 1;
    localparam integer ROW_WIDTH    = (GROUP_ROWS > 1) ? $clog2(GROUP_ROWS) : 1;
    localparam integer TILE_WIDTH   = (TILES > 1) ? $clog2(TILES) : 1;
    localparam integer BEAT_WIDTH   = (BEATS > 1) ? $clog2(BEATS) : 1;
    localparam integer COUNT_WIDTH  = $clog2(PIXELS + 1);
    localparam integer GROUP_LAST   = GROUPS - 1;
    localparam integer CHANNEL_LAST = CHANNELS - 1;
    localparam integer ROW_LAST     = GROUP_ROWS - 1;
    localparam integer RAGGED_ROW   = LAST_ROWS - 1;
    localparam integer TILE_LAST    = TILES - 1;
    localparam integer BEAT_LAST    = BEATS - 1;
    localparam integer RAGGED_BEAT  = LAST_BEATS - 1;
    localparam integer CREDITS      = 1 << (CREDIT_WIDTH - 1);
    localparam integer EXTENSION    = SUM_WIDTH - DATA_WIDTH;

    reg [GROUP_WIDTH-1:0]   group_reg;
    reg [CHANNEL_WIDTH-1:0] channel_reg;
    reg [TILE_WIDTH-1:0]    tile_reg;
    reg [ROW_WIDTH-1:0]     row_reg;
    reg [BEAT_WIDTH-1:0]    beat_reg;
    reg [CREDIT_WIDTH-1:0]  credit_reg;

    wire last_group   = group_reg == GROUP_LAST[GROUP_WIDTH-1:0];
    wire last_channel = channel_reg == CHANNEL_LAST[CHANNEL_WIDTH-1:0];
    wire last_tile    = tile_reg == TILE_LAST[TILE_WIDTH-1:0];
    wire last_row     = row_reg == (last_group ? RAGGED_ROW[ROW_WIDTH-1:0] : ROW_LAST[ROW_WIDTH-1:0]);
    wire last_beat    = beat_reg == (last_tile ? RAGGED_BEAT[BEAT_WIDTH-1:0] : BEAT_LAST[BEAT_WIDTH-1:0]);
    wire run_start    = tile_reg == {TILE_WIDTH{1'b0}} && row_reg == {ROW_WIDTH{1'b0}}
                        && beat_reg == {BEAT_WIDTH{1'b0}};
    wire run_end      = last_tile && last_row && last_beat;
    wire [COUNT_WIDTH-1:0] count = !last_beat ? PIXELS[COUNT_WIDTH-1:0]
        : last_tile ? RAGGED_COUNT[COUNT_WIDTH-1:0] : LAST_COUNT[COUNT_WIDTH-1:0];
    wire claims       = last_group && run_end;
    wire accept       = s_valid && s_ready;

    assign s_ready = !claims || credit_reg != {CREDIT_WIDTH{1'b0}};

    // the pixels of the beat, added
    wire [PIXELS*SUM_WIDTH-1:0] extended;
    reg  [SUM_WIDTH-1:0]        beat_sum;
    genvar                      p;
    integer                     i;
    generate
        for (p = 0; p < PIXELS; p = p + 1) begin : gen_pixel
            localparam integer PIXEL = p;
            wire [DATA_WIDTH-1:0] pixel   = s_data[p*DATA_WIDTH +: DATA_WIDTH];
            wire                  present = PIXEL[COUNT_WIDTH-1:0] < count;
            wire                  sign    = DATA_SIGNED != 0 && pixel[DATA_WIDTH-1];
            assign extended[p*SUM_WIDTH +: SUM_WIDTH] =
                present ? {{EXTENSION{sign}}, pixel} : {SUM_WIDTH{1'b0}};
        end
    endgenerate

    always @* begin
        beat_sum = {SUM_WIDTH{1'b0}};
        for (i = 0; i < PIXELS; i = i + 1) begin
            beat_sum = beat_sum + extended[i*SUM_WIDTH +: SUM_WIDTH];
        end
    end

    // one clock later: the beat's sum beside its channel's partial sum
    reg                     valid_reg;
    reg                     first_reg;        // first beat of a run
    reg                     first_group_reg;
    reg                     end_reg;          // last beat of a run
    reg                     last_group_reg;
    reg                     last_reg;         // last beat of the frame
    reg [CHANNEL_WIDTH-1:0] run_channel_reg;
    reg [SUM_WIDTH-1:0]     pixel_reg;
    reg [SUM_WIDTH-1:0]     sum_reg;          // of the run so far
    reg                     written_reg;      // sum_reg was written in the clock before
    reg [CHANNEL_WIDTH-1:0] written_channel_reg;
    wire [SUM_WIDTH-1:0]    stored;
    // a channel that was written in the clock of its read is taken from the register instead
    wire                 recent = written_reg && written_channel_reg == run_channel_reg;
    wire [SUM_WIDTH-1:0] partial = first_group_reg ? {SUM_WIDTH{1'b0}} : recent ? sum_reg : stored;
    wire [SUM_WIDTH-1:0] sum = (first_reg ? partial : sum_reg) + pixel_reg;

    winnow_ram #(
        .WIDTH(SUM_WIDTH),
        .DEPTH(CHANNELS),
        .ADDR_WIDTH(CHANNEL_WIDTH)
    ) u_sums (
        .clk(clk),
        .write_enable(valid_reg && end_reg),
        .write_address(run_channel_reg),
        .write_data(sum),
        .read_enable(accept),
        .read_address(channel_reg),
        .read_data(stored)
    );

    always @(posedge clk) begin
        credit_reg <= credit_reg + {{(CREDIT_WIDTH - 1){1'b0}}, popped}
            - {{(CREDIT_WIDTH - 1){1'b0}}, accept && claims};
        if (accept) begin
            beat_reg <= last_beat ? {BEAT_WIDTH{1'b0}} : beat_reg + 1'b1;
            if (last_beat) begin
                row_reg <= last_row ? {ROW_WIDTH{1'b0}} : row_reg + 1'b1;
            end
            if (last_beat && last_row) begin
                tile_reg <= last_tile ? {TILE_WIDTH{1'b0}} : tile_reg + 1'b1;
            end
            if (run_end) begin
                channel_reg <= last_channel ? {CHANNEL_WIDTH{1'b0}} : channel_reg + 1'b1;
                if (last_channel) begin
                    group_reg <= last_group ? {GROUP_WIDTH{1'b0}} : group_reg + 1'b1;
                end
            end
            first_reg       <= run_start;
            first_group_reg <= group_reg == {GROUP_WIDTH{1'b0}};
            end_reg         <= run_end;
            last_group_reg  <= last_group;
            last_reg        <= last_group && run_end && last_channel;
            run_channel_reg <= channel_reg;
            pixel_reg       <= beat_sum;
        end
        valid_reg <= accept;
        if (valid_reg) begin
            sum_reg <= sum;
        end
        if (valid_reg) begin
            written_reg         <= end_reg;
            written_channel_reg <= run_channel_reg;
        end
        m_valid <= valid_reg && end_reg && last_group_reg;
        m_value <= sum;
        m_last  <= last_reg;
        if (rst) begin
            group_reg   <= {GROUP_WIDTH{1'b0}};
            channel_reg <= {CHANNEL_WIDTH{1'b0}};
            tile_reg    <= {TILE_WIDTH{1'b0}};
            row_reg     <= {ROW_WIDTH{1'b0}};
            beat_reg    <= {BEAT_WIDTH{1'b0}};
            credit_reg  <= CREDITS[CREDIT_WIDTH-1:0];
            valid_reg   <= 1'b0;
            written_reg <= 1'b0;
            m_valid     <= 1'b0;
        end
    end
endmodule

`default_nettype wire
