// Walks a layer's output in tile order (row group; channel; column tile) and issues one job per tile, as soon as the
// line buffer holds the input rows of the row group. When the pipeline reports that a group was read to its end, its
// rows are released, but for those that the next group still needs.
`default_nettype none

module winnow_tile_sequencer #(
    parameter integer HEIGHT        = 6,   // input rows
    parameter integer GROUPS        = 3,   // row groups of the output
    parameter integer CHANNELS      = 2,   // output channels
    parameter integer TILES         = 3,   // column tiles of a row
    parameter integer BANKS         = 2,   // output rows of a group
    parameter integer STRIDE        = 1,   // input rows from one output row to the next
    parameter integer KERNEL_HEIGHT = 3,   // input rows of a window
    parameter integer PAD_TOP       = 1,   // rows of padding above the map
    parameter integer SUPERROWS     = 4,   // size of the ring in superrows of BANKS * STRIDE rows
    parameter integer ROWS_WIDTH    = 6,   // signed; holds the ring's rows plus those of a frame
    parameter integer SLOT_WIDTH    = 2,   // at least clog2(SUPERROWS * STRIDE) and 1
    parameter integer Y_WIDTH       = 6,   // signed; holds -PAD_TOP .. last row that any window touches
    parameter integer TILE_WIDTH    = 2,   // at least clog2(TILES) and 1
    parameter integer CHANNEL_WIDTH = 1    // at least clog2(CHANNELS) and 1
) (
    input  wire                      clk,
    input  wire                      rst,
    input  wire [ROWS_WIDTH-1:0]     rows_written,    // rows that became complete; 0 for none
    output reg  [ROWS_WIDTH-1:0]     rows_released,   // rows no longer needed; 0 for none
    input  wire                      group_read,      // pulse: the last job of a group has read its last word
    output wire                      job_valid,
    input  wire                      job_ready,
    output wire [SLOT_WIDTH-1:0]     job_slot,        // superrow of input row job_y + PAD_TOP, times STRIDE
    output wire signed [Y_WIDTH-1:0] job_y,           // input row of the group's first row at ky = 0
    output wire [TILE_WIDTH-1:0]     job_tile,
    output wire [CHANNEL_WIDTH-1:0]  job_channel,
    output wire                      job_last_tile,
    output wire                      job_last_channel,
    output wire                      job_last_group
);
    localparam integer RING_ROWS   = BANKS * STRIDE;
    localparam integer STORED      = (HEIGHT + RING_ROWS - 1) / RING_ROWS * RING_ROWS;   // rows of a frame in the ring
    localparam integer REACH       = (BANKS - 1) * STRIDE + KERNEL_HEIGHT;               // rows that a group needs
    localparam integer FRAME_STEP  = ((STORED / RING_ROWS + SUPERROWS * GROUPS - (GROUPS - 1)) % SUPERROWS) * STRIDE;
    localparam integer GROUP_STEP  = (1 % SUPERROWS) * STRIDE;
    localparam integer SLOTS       = SUPERROWS * STRIDE;
    localparam integer GROUP_WIDTH = (GROUPS > 1) ? $clog2(GROUPS) : 1;

    localparam integer GROUP_LAST   = GROUPS - 1;
    localparam integer CHANNEL_LAST = CHANNELS - 1;
    localparam integer TILE_LAST    = TILES - 1;
    localparam integer FIRST_Y      = -PAD_TOP;

    localparam [1:0] STATE_PREPARE = 2'd0;
    localparam [1:0] STATE_WAIT    = 2'd1;
    localparam [1:0] STATE_ISSUE   = 2'd2;

    reg [1:0]                     state_reg;
    reg [1:0]                     state_next;
    reg [GROUP_WIDTH-1:0]         group_reg;
    reg [CHANNEL_WIDTH-1:0]       channel_reg;
    reg [TILE_WIDTH-1:0]          tile_reg;
    reg [SLOT_WIDTH-1:0]          slot_reg;
    reg signed [Y_WIDTH-1:0]      y_reg;
    reg signed [ROWS_WIDTH-1:0]   have_reg;      // complete rows from the group's first needed one on
    reg signed [ROWS_WIDTH-1:0]   need_reg;
    reg signed [ROWS_WIDTH-1:0]   advance_reg;   // from this group's first needed row to the next group's
    reg [GROUP_WIDTH-1:0]         read_group_reg;
    reg signed [Y_WIDTH-1:0]      read_y_reg;

    assign job_valid        = state_reg == STATE_ISSUE;
    assign job_slot         = slot_reg;
    assign job_y            = y_reg;
    assign job_tile         = tile_reg;
    assign job_channel      = channel_reg;
    assign job_last_tile    = tile_reg == TILE_LAST[TILE_WIDTH-1:0];
    assign job_last_channel = channel_reg == CHANNEL_LAST[CHANNEL_WIDTH-1:0];
    assign job_last_group   = group_reg == GROUP_LAST[GROUP_WIDTH-1:0];

    wire issue           = job_valid && job_ready;
    wire group_end       = issue && job_last_tile && job_last_channel;
    wire read_last_group = read_group_reg == GROUP_LAST[GROUP_WIDTH-1:0];

    // a row of the window as a row of the map
    function signed [ROWS_WIDTH-1:0] clamp_row(input signed [ROWS_WIDTH-1:0] row);
        begin
            if (row < 0) begin
                clamp_row = {ROWS_WIDTH{1'b0}};
            end else if (row > $signed(HEIGHT[ROWS_WIDTH-1:0])) begin
                clamp_row = $signed(HEIGHT[ROWS_WIDTH-1:0]);
            end else begin
                clamp_row = row;
            end
        end
    endfunction

    always @* begin
        state_next = state_reg;
        case (state_reg)
            STATE_PREPARE: state_next = STATE_WAIT;
            STATE_WAIT: begin
                if (have_reg >= need_reg) begin
                    state_next = STATE_ISSUE;
                end
            end
            default: begin
                if (group_end) begin
                    state_next = STATE_PREPARE;
                end
            end
        endcase
    end

    always @(posedge clk) begin : walk
        reg signed [ROWS_WIDTH-1:0] y_rows;
        reg signed [ROWS_WIDTH-1:0] base;
        reg signed [ROWS_WIDTH-1:0] reach;
        reg [SLOT_WIDTH:0]          slot_sum;

        state_reg <= state_next;
        if (state_reg == STATE_PREPARE) begin
            y_rows      = {{(ROWS_WIDTH - Y_WIDTH + 1){y_reg[Y_WIDTH-1]}}, y_reg[Y_WIDTH-2:0]};
            base        = clamp_row(y_rows);
            reach       = clamp_row(y_rows + $signed(REACH[ROWS_WIDTH-1:0]));
            // a group that lies in the top padding alone waits for a row, too: nothing of a frame leaves before it has
            // begun
            need_reg    <= ((reach == 0) ? $signed({{(ROWS_WIDTH - 1){1'b0}}, 1'b1}) : reach) - base;
            advance_reg <= (job_last_group ? $signed(STORED[ROWS_WIDTH-1:0])
                                           : clamp_row(y_rows + $signed(RING_ROWS[ROWS_WIDTH-1:0]))) - base;
        end
        have_reg <= have_reg + $signed(rows_written) - (group_end ? advance_reg : {ROWS_WIDTH{1'b0}});
        if (issue) begin
            tile_reg <= job_last_tile ? {TILE_WIDTH{1'b0}} : tile_reg + 1'b1;
            if (job_last_tile) begin
                channel_reg <= job_last_channel ? {CHANNEL_WIDTH{1'b0}} : channel_reg + 1'b1;
            end
        end
        if (group_end) begin
            group_reg <= job_last_group ? {GROUP_WIDTH{1'b0}} : group_reg + 1'b1;
            y_reg     <= job_last_group ? $signed(FIRST_Y[Y_WIDTH-1:0]) : y_reg + $signed(RING_ROWS[Y_WIDTH-1:0]);
            slot_sum  = {1'b0, slot_reg} + (job_last_group ? FRAME_STEP[SLOT_WIDTH:0] : GROUP_STEP[SLOT_WIDTH:0]);
            slot_reg  <= slot_sum[SLOT_WIDTH-1:0]
                - ((slot_sum >= SLOTS[SLOT_WIDTH:0]) ? SLOTS[SLOT_WIDTH-1:0] : {SLOT_WIDTH{1'b0}});
        end
        rows_released <= {ROWS_WIDTH{1'b0}};
        if (group_read) begin
            y_rows         = {{(ROWS_WIDTH - Y_WIDTH + 1){read_y_reg[Y_WIDTH-1]}}, read_y_reg[Y_WIDTH-2:0]};
            rows_released  <= (read_last_group ? $signed(STORED[ROWS_WIDTH-1:0])
                : clamp_row(y_rows + $signed(RING_ROWS[ROWS_WIDTH-1:0]))) - clamp_row(y_rows);
            read_group_reg <= read_last_group ? {GROUP_WIDTH{1'b0}} : read_group_reg + 1'b1;
            read_y_reg     <= read_last_group ? $signed(FIRST_Y[Y_WIDTH-1:0])
                                              : read_y_reg + $signed(RING_ROWS[Y_WIDTH-1:0]);
        end
        if (rst) begin
            state_reg      <= STATE_PREPARE;
            group_reg      <= {GROUP_WIDTH{1'b0}};
            channel_reg    <= {CHANNEL_WIDTH{1'b0}};
            tile_reg       <= {TILE_WIDTH{1'b0}};
            slot_reg       <= {SLOT_WIDTH{1'b0}};
            y_reg          <= $signed(FIRST_Y[Y_WIDTH-1:0]);
            have_reg       <= {ROWS_WIDTH{1'b0}};
            read_group_reg <= {GROUP_WIDTH{1'b0}};
            read_y_reg     <= $signed(FIRST_Y[Y_WIDTH-1:0]);
            rows_released  <= {ROWS_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
