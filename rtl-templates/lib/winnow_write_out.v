// Takes the accumulators of a finished tile into a shadow register and sends them PIXELS per clock, row by row, while
// the lanes already work on the next tile. What a row's last beat has beyond the tile's columns means nothing. It knows
// where in the frame it is, since tiles come in tile order. It never stalls: winnow_issue_gate has seen to it that a
// tile finishes when the one before it is sent and room is reserved.
`default_nettype none

module winnow_write_out #(
    parameter integer WIDTH         = 24,  // bits of an accumulator
    parameter integer ROWS          = 2,   // rows of a tile
    parameter integer COLUMNS       = 2,   // columns of a tile
    parameter integer PIXELS        = 1,   // accumulators of a beat
    parameter integer LAST_ROWS     = 1,   // rows of a tile of the last row group
    parameter integer LAST_COLUMNS  = 1,   // columns of a tile of the last column
    parameter integer GROUPS        = 3,   // row groups of a frame
    parameter integer CHANNELS      = 2,   // output channels
    parameter integer TILES         = 3,   // column tiles of a row
    parameter integer CHANNEL_WIDTH = 1    // at least clog2(CHANNELS) and 1
) (
    input  wire                          clk,
    input  wire                          rst,
    input  wire                          done,           // accumulators of the next tile are complete
    input  wire [ROWS*COLUMNS*WIDTH-1:0] accumulators,
    output reg                           valid,
    output wire [PIXELS*WIDTH-1:0]       value,
    output wire [CHANNEL_WIDTH-1:0]      channel,
    output wire                          last_row,       // of the map
    output wire [PIXELS-1:0]             last_column,    // of the map, per accumulator
    output wire                          last            // of the frame
);
    localparam integer GROUP_WIDTH   = (GROUPS > 1) ? $clog2(GROUPS) : 1;
    localparam integer TILE_WIDTH    = (TILES > 1) ? $clog2(TILES) : 1;
    localparam integer ROW_WIDTH     = (ROWS > 1) ? $clog2(ROWS) : 1;
    localparam integer BEATS         = (COLUMNS + PIXELS - 1) / PIXELS;        // of a tile's row
    localparam integer LAST_BEATS    = (LAST_COLUMNS + PIXELS - 1) / PIXELS;   // the same in the last tile
    localparam integer LAST_PIXEL    = (LAST_COLUMNS - 1) % PIXELS;            // place of the map's last column
    localparam integer X_WIDTH       = (BEATS > 1) ? $clog2(BEATS) : 1;
    localparam integer GROUP_LAST    = GROUPS - 1;
    localparam integer CHANNEL_LAST  = CHANNELS - 1;
    localparam integer TILE_LAST     = TILES - 1;
    localparam integer ROW_LAST      = ROWS - 1;
    localparam integer RAGGED_ROW    = LAST_ROWS - 1;
    localparam integer X_LAST        = BEATS - 1;
    localparam integer RAGGED_X      = LAST_BEATS - 1;
    localparam integer ROW_PLACES    = BEATS * PIXELS;   // each row is filled up to whole beats

    reg [GROUP_WIDTH-1:0]   group_reg;
    reg [CHANNEL_WIDTH-1:0] channel_reg;
    reg [TILE_WIDTH-1:0]    tile_reg;
    reg [ROW_WIDTH-1:0]     row_reg;
    reg [X_WIDTH-1:0]       x_reg;

    wire last_group   = group_reg == GROUP_LAST[GROUP_WIDTH-1:0];
    wire last_channel = channel_reg == CHANNEL_LAST[CHANNEL_WIDTH-1:0];
    wire last_tile    = tile_reg == TILE_LAST[TILE_WIDTH-1:0];
    wire row_end      = row_reg == (last_group ? RAGGED_ROW[ROW_WIDTH-1:0] : ROW_LAST[ROW_WIDTH-1:0]);
    wire x_end        = x_reg == (last_tile ? RAGGED_X[X_WIDTH-1:0] : X_LAST[X_WIDTH-1:0]);
    wire tile_end     = row_end && x_end;

    // The shadow register stays as it is and a multiplexer walks over its beats. That is less logic than moving its
    // contents on: then every bit of every lane would have a multiplexer of its own.
    reg  [ROWS*COLUMNS*WIDTH-1:0]   shadow_reg;
    wire [ROWS*PIXELS*WIDTH-1:0]    row_beats;   // of every row, the beat at x
    genvar i;
    genvar k;
    generate
        for (i = 0; i < ROWS; i = i + 1) begin : gen_row
            wire [ROW_PLACES*WIDTH-1:0] places;
            for (k = 0; k < ROW_PLACES; k = k + 1) begin : gen_place
                if (k < COLUMNS) begin : gen_accumulator
                    assign places[k*WIDTH +: WIDTH] = shadow_reg[(i*COLUMNS+k)*WIDTH +: WIDTH];
                end else begin : gen_surplus
                    assign places[k*WIDTH +: WIDTH] = {WIDTH{1'b0}};
                end
            end
            winnow_select #(
                .WIDTH(PIXELS * WIDTH),
                .COUNT(BEATS),
                .INDEX_WIDTH(X_WIDTH)
            ) u_beat (
                .index(x_reg),
                .choices(places),
                .choice(row_beats[i*PIXELS*WIDTH +: PIXELS*WIDTH])
            );
        end
        for (i = 0; i < PIXELS; i = i + 1) begin : gen_pixel
            assign last_column[i] = last_tile && x_end && i == LAST_PIXEL;
        end
    endgenerate

    winnow_select #(
        .WIDTH(PIXELS * WIDTH),
        .COUNT(ROWS),
        .INDEX_WIDTH(ROW_WIDTH)
    ) u_row (
        .index(row_reg),
        .choices(row_beats),
        .choice(value)
    );

    assign channel     = channel_reg;
    assign last_row    = last_group && row_end;
    assign last        = last_row && last_tile && x_end && last_channel;

    always @(posedge clk) begin
        if (done) begin
            shadow_reg <= accumulators;
        end
        valid <= done || (valid && !tile_end);
        if (valid) begin
            x_reg <= x_end ? {X_WIDTH{1'b0}} : x_reg + 1'b1;
            if (x_end) begin
                row_reg <= row_end ? {ROW_WIDTH{1'b0}} : row_reg + 1'b1;
            end
            if (tile_end) begin
                tile_reg <= last_tile ? {TILE_WIDTH{1'b0}} : tile_reg + 1'b1;
                if (last_tile) begin
                    channel_reg <= last_channel ? {CHANNEL_WIDTH{1'b0}} : channel_reg + 1'b1;
                    if (last_channel) begin
                        group_reg <= last_group ? {GROUP_WIDTH{1'b0}} : group_reg + 1'b1;
                    end
                end
            end
        end
        if (rst) begin
            valid       <= 1'b0;
            group_reg   <= {GROUP_WIDTH{1'b0}};
            channel_reg <= {CHANNEL_WIDTH{1'b0}};
            tile_reg    <= {TILE_WIDTH{1'b0}};
            row_reg     <= {ROW_WIDTH{1'b0}};
            x_reg       <= {X_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
