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
    parameter integer OUTSIDE       = 1,   // 1: windows reach above or below the map, 0: job_y does not matter
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
    localparam integer CAPACITY    = SUPERROWS * RING_ROWS;
    localparam integer SLOTS       = SUPERROWS * STRIDE;
    localparam integer FRAME_STEP  = ((STORED / RING_ROWS + SUPERROWS * GROUPS - (GROUPS - 1)) % SUPERROWS) * STRIDE;
    localparam integer GROUP_STEP  = (GROUPS > 1) ? (1 % SUPERROWS) * STRIDE : FRAME_STEP;
    localparam integer GROUP_WIDTH = (GROUPS > 1) ? $clog2(GROUPS) : 1;

    localparam integer GROUP_LAST   = GROUPS - 1;
    localparam integer CHANNEL_LAST = CHANNELS - 1;
    localparam integer TILE_LAST    = TILES - 1;
    localparam integer FIRST_Y      = -PAD_TOP;

    localparam [1:0] STATE_PREPARE = 2'd0;
    localparam [1:0] STATE_WAIT    = 2'd1;
    localparam [1:0] STATE_ISSUE   = 2'd2;

    // the first row of the map that a group needs; of the group after the last, where the next frame starts
    function integer first_row(input integer group);
        begin
            first_row = (group >= GROUPS) ? STORED : group * RING_ROWS - PAD_TOP;
            if (first_row < 0) begin
                first_row = 0;
            end else if (group < GROUPS && first_row > HEIGHT) begin
                first_row = HEIGHT;
            end
        end
    endfunction

    // Rows that a group needs from there on. One that lies in the top padding alone waits for a row, too: nothing of a
    // frame leaves before it has begun.
    function integer needed(input integer group);
        integer behind;
        begin
            behind = group * RING_ROWS - PAD_TOP + REACH;
            if (behind > HEIGHT) begin
                behind = HEIGHT;
            end
            needed = ((behind < 1) ? 1 : behind) - first_row(group);
        end
    endfunction

    // rows that a group releases
    function integer advance(input integer group);
        advance = first_row(group + 1) - first_row(group);
    endfunction

    // by how much more rows the group after this one wants
    function integer step(input integer group);
        step = advance(group) + needed((group + 1) % GROUPS) - needed(group);
    endfunction

    // the most rows that are ever wanted
    function integer most(input integer groups);
        integer group;
        begin
            most = (CAPACITY > needed(0)) ? CAPACITY : needed(0);
            for (group = 0; group < groups; group = group + 1) begin
                if (step(group) > most) begin
                    most = step(group);
                end
            end
        end
    endfunction

    localparam integer WANT_WIDTH   = $clog2(most(GROUPS) + 1) + 1;
    localparam integer FIRST_WANT   = needed(0) - 1;
    // all groups are alike but for some at the top and at the bottom
    localparam integer USUAL        = GROUPS / 2;
    localparam integer USUAL_STEP   = step(USUAL);
    localparam integer USUAL_ROWS   = advance(USUAL);

    reg [1:0]                     state_reg;
    reg [1:0]                     state_next;
    reg [GROUP_WIDTH-1:0]         group_reg;
    reg [CHANNEL_WIDTH-1:0]       channel_reg;
    reg [TILE_WIDTH-1:0]          tile_reg;
    reg signed [WANT_WIDTH-1:0]   want_reg;      // rows that the group still lacks, less 1: negative if it has them
    reg [GROUP_WIDTH-1:0]         read_group_reg;

    assign job_valid        = state_reg == STATE_ISSUE;
    assign job_tile         = tile_reg;
    assign job_channel      = channel_reg;
    assign job_last_tile    = TILES == 1 || tile_reg == TILE_LAST[TILE_WIDTH-1:0];
    assign job_last_channel = CHANNELS == 1 || channel_reg == CHANNEL_LAST[CHANNEL_WIDTH-1:0];
    assign job_last_group   = GROUPS == 1 || group_reg == GROUP_LAST[GROUP_WIDTH-1:0];

    wire issue           = job_valid && job_ready;
    wire group_end       = issue && job_last_tile && job_last_channel;
    wire read_last_group = GROUPS == 1 || read_group_reg == GROUP_LAST[GROUP_WIDTH-1:0];

    // what each group wants more and releases, the unusual ones picked one after the other
    genvar g;
    generate
        for (g = 0; g <= GROUPS; g = g + 1) begin : gen_group
            wire signed [WANT_WIDTH-1:0] want_step;
            wire [ROWS_WIDTH-1:0]        release_rows;

            if (g == 0) begin : gen_usual
                assign want_step    = $signed(USUAL_STEP[WANT_WIDTH-1:0]);
                assign release_rows = USUAL_ROWS[ROWS_WIDTH-1:0];
            end else begin : gen_unusual
                localparam integer GROUP   = g - 1;
                localparam integer STEP    = step(GROUP);
                localparam integer RELEASE = advance(GROUP);

                if (STEP != USUAL_STEP) begin : gen_step
                    assign want_step = (group_reg == GROUP[GROUP_WIDTH-1:0]) ? $signed(STEP[WANT_WIDTH-1:0])
                                                                             : gen_group[g-1].want_step;
                end else begin : gen_usual_step
                    assign want_step = gen_group[g-1].want_step;
                end
                if (RELEASE != USUAL_ROWS) begin : gen_release
                    assign release_rows = (read_group_reg == GROUP[GROUP_WIDTH-1:0]) ? RELEASE[ROWS_WIDTH-1:0]
                                                                                     : gen_group[g-1].release_rows;
                end else begin : gen_usual_release
                    assign release_rows = gen_group[g-1].release_rows;
                end
            end
        end
    endgenerate

    // where the group's rows are
    generate
        if (GROUP_STEP == 0 && FRAME_STEP == 0) begin : gen_one_slot
            assign job_slot = {SLOT_WIDTH{1'b0}};
        end else begin : gen_slots
            localparam integer GROUP_WRAP = SLOTS - GROUP_STEP;
            localparam integer FRAME_WRAP = SLOTS - FRAME_STEP;
            localparam integer GROUP_BACK = GROUP_STEP - SLOTS;
            localparam integer FRAME_BACK = FRAME_STEP - SLOTS;

            reg [SLOT_WIDTH-1:0] slot_reg;
            wire wraps = {1'b0, slot_reg} >= (job_last_group ? FRAME_WRAP[SLOT_WIDTH:0] : GROUP_WRAP[SLOT_WIDTH:0]);

            always @(posedge clk) begin
                if (group_end) begin
                    slot_reg <= slot_reg + (job_last_group
                        ? (wraps ? FRAME_BACK[SLOT_WIDTH-1:0] : FRAME_STEP[SLOT_WIDTH-1:0])
                        : (wraps ? GROUP_BACK[SLOT_WIDTH-1:0] : GROUP_STEP[SLOT_WIDTH-1:0]));
                end
                if (rst) begin
                    slot_reg <= {SLOT_WIDTH{1'b0}};
                end
            end
            assign job_slot = slot_reg;
        end
        if (OUTSIDE != 0) begin : gen_y
            reg signed [Y_WIDTH-1:0] y_reg;

            always @(posedge clk) begin
                if (group_end) begin
                    y_reg <= job_last_group ? $signed(FIRST_Y[Y_WIDTH-1:0]) : y_reg + $signed(RING_ROWS[Y_WIDTH-1:0]);
                end
                if (rst) begin
                    y_reg <= $signed(FIRST_Y[Y_WIDTH-1:0]);
                end
            end
            assign job_y = y_reg;
        end else begin : gen_no_y
            assign job_y = {Y_WIDTH{1'b0}};
        end
    endgenerate

    wire [ROWS_WIDTH+WANT_WIDTH-1:0] written = {{WANT_WIDTH{1'b0}}, rows_written};
    wire                             unused_written = &{1'b0, written};

    always @* begin
        state_next = state_reg;
        case (state_reg)
            STATE_PREPARE: state_next = STATE_WAIT;
            STATE_WAIT: begin
                if (want_reg[WANT_WIDTH-1]) begin
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

    always @(posedge clk) begin
        state_reg <= state_next;
        want_reg  <= want_reg - $signed(written[WANT_WIDTH-1:0])
            + (group_end ? gen_group[GROUPS].want_step : {WANT_WIDTH{1'b0}});
        if (issue) begin
            tile_reg <= job_last_tile ? {TILE_WIDTH{1'b0}} : tile_reg + 1'b1;
            if (job_last_tile) begin
                channel_reg <= job_last_channel ? {CHANNEL_WIDTH{1'b0}} : channel_reg + 1'b1;
            end
        end
        if (group_end) begin
            group_reg <= job_last_group ? {GROUP_WIDTH{1'b0}} : group_reg + 1'b1;
        end
        rows_released <= group_read ? gen_group[GROUPS].release_rows : {ROWS_WIDTH{1'b0}};
        if (group_read) begin
            read_group_reg <= read_last_group ? {GROUP_WIDTH{1'b0}} : read_group_reg + 1'b1;
        end
        if (rst) begin
            state_reg      <= STATE_PREPARE;
            group_reg      <= {GROUP_WIDTH{1'b0}};
            channel_reg    <= {CHANNEL_WIDTH{1'b0}};
            tile_reg       <= {TILE_WIDTH{1'b0}};
            want_reg       <= $signed(FIRST_WANT[WANT_WIDTH-1:0]);
            read_group_reg <= {GROUP_WIDTH{1'b0}};
            rows_released  <= {ROWS_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
