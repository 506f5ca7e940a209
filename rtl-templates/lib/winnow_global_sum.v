// Sums each channel of a whole frame. Pixels come in the producer's tile order, so those of one channel and row group
// are neighbours: a run. A memory with one partial sum per channel joins the runs of all row groups.
`default_nettype none

module winnow_global_sum #(
    parameter integer DATA_WIDTH    = 8,   // bits of a pixel
    parameter integer DATA_SIGNED   = 0,   // 1: pixels are two's complement
    parameter integer CHANNELS      = 2,   // channels of the tensor
    parameter integer CHANNEL_WIDTH = 1,   // at least clog2(CHANNELS) and 1
    parameter integer GROUPS        = 3,   // row groups of the producer
    parameter integer RUN           = 6,   // pixels of one channel in a row group
    parameter integer LAST_RUN      = 3,   // the same in the last row group
    parameter integer SUM_WIDTH     = 12,  // bits of the sum of a channel
    parameter integer CREDIT_WIDTH  = 5    // the output FIFO holds 2**(CREDIT_WIDTH - 1) values
) (
    input  wire                  clk,
    input  wire                  rst,
    input  wire [DATA_WIDTH-1:0] s_data,
    input  wire                  s_valid,
    output wire                  s_ready,
    input  wire                  popped,   // a value left the output FIFO's memory
    output reg                   m_valid,
    output reg  [SUM_WIDTH-1:0]  m_value,
    output reg                   m_last
);
    localparam integer GROUP_WIDTH  = (GROUPS > 1) ? $clog2(GROUPS) : 1;
    localparam integer RUN_WIDTH    = (RUN > 1) ? $clog2(RUN) : 1;
    localparam integer GROUP_LAST   = GROUPS - 1;
    localparam integer CHANNEL_LAST = CHANNELS - 1;
    localparam integer RUN_LAST     = RUN - 1;
    localparam integer RAGGED_LAST  = LAST_RUN - 1;
    localparam integer CREDITS      = 1 << (CREDIT_WIDTH - 1);
    localparam integer EXTENSION    = SUM_WIDTH - DATA_WIDTH;

    reg [GROUP_WIDTH-1:0]   group_reg;
    reg [CHANNEL_WIDTH-1:0] channel_reg;
    reg [RUN_WIDTH-1:0]     run_reg;
    reg [CREDIT_WIDTH-1:0]  credit_reg;

    wire last_group   = group_reg == GROUP_LAST[GROUP_WIDTH-1:0];
    wire last_channel = channel_reg == CHANNEL_LAST[CHANNEL_WIDTH-1:0];
    wire run_end      = run_reg == (last_group ? RAGGED_LAST[RUN_WIDTH-1:0] : RUN_LAST[RUN_WIDTH-1:0]);
    wire claims       = last_group && run_end;
    wire accept       = s_valid && s_ready;

    assign s_ready = !claims || credit_reg != {CREDIT_WIDTH{1'b0}};

    // one clock later: the pixel beside its channel's partial sum
    reg                     valid_reg;
    reg                     first_reg;        // first pixel of a run
    reg                     first_group_reg;
    reg                     end_reg;          // last pixel of a run
    reg                     last_group_reg;
    reg                     last_reg;         // last pixel of the frame
    reg [CHANNEL_WIDTH-1:0] run_channel_reg;
    reg [SUM_WIDTH-1:0]     pixel_reg;
    reg [SUM_WIDTH-1:0]     sum_reg;          // of the run so far
    reg                     written_reg;      // sum_reg was written in the clock before
    reg [CHANNEL_WIDTH-1:0] written_channel_reg;
    wire [SUM_WIDTH-1:0]    stored;
    wire [SUM_WIDTH-1:0]    extended;

    // a channel that was written in the clock of its read is taken from the register instead
    wire                 recent = written_reg && written_channel_reg == run_channel_reg;
    wire [SUM_WIDTH-1:0] partial = first_group_reg ? {SUM_WIDTH{1'b0}} : recent ? sum_reg : stored;
    wire [SUM_WIDTH-1:0] sum = (first_reg ? partial : sum_reg) + pixel_reg;

    generate
        if (DATA_SIGNED != 0) begin : gen_signed
            assign extended = {{EXTENSION{s_data[DATA_WIDTH-1]}}, s_data};
        end else begin : gen_unsigned
            assign extended = {{EXTENSION{1'b0}}, s_data};
        end
    endgenerate

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
            run_reg <= run_end ? {RUN_WIDTH{1'b0}} : run_reg + 1'b1;
            if (run_end) begin
                channel_reg <= last_channel ? {CHANNEL_WIDTH{1'b0}} : channel_reg + 1'b1;
                if (last_channel) begin
                    group_reg <= last_group ? {GROUP_WIDTH{1'b0}} : group_reg + 1'b1;
                end
            end
            first_reg       <= run_reg == {RUN_WIDTH{1'b0}};
            first_group_reg <= group_reg == {GROUP_WIDTH{1'b0}};
            end_reg         <= run_end;
            last_group_reg  <= last_group;
            last_reg        <= last_group && run_end && last_channel;
            run_channel_reg <= channel_reg;
            pixel_reg       <= extended;
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
            run_reg     <= {RUN_WIDTH{1'b0}};
            credit_reg  <= CREDITS[CREDIT_WIDTH-1:0];
            valid_reg   <= 1'b0;
            written_reg <= 1'b0;
            m_valid     <= 1'b0;
        end
    end
endmodule

`default_nettype wire
