// Proves that behind winnow_issue_gate nothing needs to stall: jobs in tile order, whose last steps it lets pass, reach
// winnow_write_out some clocks later, and that sends beats into the output FIFO. No tile finishes before the one in
// front of it is sent, and the FIFO never overflows. Every accumulator of a tile, any one, comes out in its beat, row
// by row, with its channel and the marks of the map's last row and column, and `last` on the frame's last beat.
// Besides: the gate holds back last steps only, and only as long as a whole tile has no
// room or the tile in front is not sent.
`default_nettype none

module winnow_issue_gate_properties #(
    parameter integer ROWS         = 2,
    parameter integer COLUMNS      = 2,
    parameter integer PIXELS       = 1,
    parameter integer LAST_ROWS    = 1,
    parameter integer LAST_COLUMNS = 1,
    parameter integer GROUPS       = 2,
    parameter integer CHANNELS     = 1,
    parameter integer TILES        = 2,
    parameter integer CLOCKS       = 2,   // from the gate to the accumulators
    parameter integer CREDIT_WIDTH = 3
) (
    input wire                    clk,
    input wire                    rst,
    input wire                    step_valid,
    input wire                    step_last,
    input wire [ROWS*COLUMNS-1:0] accumulators,
    input wire                    m_ready
);
    localparam integer CHANNEL_WIDTH = (CHANNELS > 1) ? $clog2(CHANNELS) : 1;
    localparam integer BEATS         = (COLUMNS + PIXELS - 1) / PIXELS;
    localparam integer LAST_BEATS    = (LAST_COLUMNS + PIXELS - 1) / PIXELS;
    localparam integer CREDITS       = 1 << (CREDIT_WIDTH - 1);
    localparam integer PLACE_WIDTH   = $clog2(ROWS * COLUMNS + 1);
    localparam integer COUNT_WIDTH   = $clog2(GROUPS * CHANNELS * TILES * ROWS * BEATS + CREDITS + 1);

    (* anyconst *) reg [PLACE_WIDTH-1:0] row;      // of the accumulator that is followed
    (* anyconst *) reg [PLACE_WIDTH-1:0] column;

    // jobs in tile order, at the gate and at the write-out
    reg  [COUNT_WIDTH-1:0] group;
    reg  [COUNT_WIDTH-1:0] channel;
    reg  [COUNT_WIDTH-1:0] tile;
    reg  [COUNT_WIDTH-1:0] out_group;
    reg  [COUNT_WIDTH-1:0] out_channel;
    reg  [COUNT_WIDTH-1:0] out_tile;
    reg  [COUNT_WIDTH-1:0] out_row;
    reg  [COUNT_WIDTH-1:0] out_beat;
    wire last_tile     = tile + 1 == TILES;
    wire last_channel  = channel + 1 == CHANNELS;
    wire last_group    = group + 1 == GROUPS;
    wire out_last_tile    = out_tile + 1 == TILES;
    wire out_last_channel = out_channel + 1 == CHANNELS;
    wire out_last_group   = out_group + 1 == GROUPS;
    wire out_row_end      = out_beat + 1 == (out_last_tile ? LAST_BEATS : BEATS);
    wire out_last_row     = out_row + 1 == (out_last_group ? LAST_ROWS : ROWS);

    wire                     step_ready;
    wire                     popped;
    wire                     done;
    wire                     out_valid;
    wire [PIXELS-1:0]        value;
    wire [CHANNEL_WIDTH-1:0] value_channel;
    wire                     value_last_row;
    wire [PIXELS-1:0]        value_last_column;
    wire                     value_last;
    wire                     full;
    wire                     m_valid;
    wire                     unused_data;
    wire                     ends = step_valid && step_ready && step_last;

    winnow_issue_gate #(
        .ROWS(ROWS),
        .BEATS(BEATS),
        .LAST_ROWS(LAST_ROWS),
        .LAST_BEATS(LAST_BEATS),
        .CREDIT_WIDTH(CREDIT_WIDTH)
    ) u_gate (
        .clk(clk),
        .rst(rst),
        .step_valid(step_valid),
        .step_ready(step_ready),
        .step_last(step_last),
        .step_last_group(last_group),
        .step_last_tile(last_tile),
        .popped(popped)
    );

    winnow_valid_delay #(
        .CLOCKS(CLOCKS)
    ) u_delay (
        .clk(clk),
        .rst(rst),
        .in(ends),
        .out(done)
    );

    winnow_write_out #(
        .WIDTH(1),
        .ROWS(ROWS),
        .COLUMNS(COLUMNS),
        .PIXELS(PIXELS),
        .LAST_ROWS(LAST_ROWS),
        .LAST_COLUMNS(LAST_COLUMNS),
        .GROUPS(GROUPS),
        .CHANNELS(CHANNELS),
        .TILES(TILES),
        .CHANNEL_WIDTH(CHANNEL_WIDTH)
    ) u_write_out (
        .clk(clk),
        .rst(rst),
        .done(done),
        .accumulators(accumulators),
        .valid(out_valid),
        .value(value),
        .channel(value_channel),
        .last_row(value_last_row),
        .last_column(value_last_column),
        .last(value_last)
    );

    winnow_fifo #(
        .WIDTH(1),
        .ADDR_WIDTH(CREDIT_WIDTH - 1)
    ) u_fifo (
        .clk(clk),
        .rst(rst),
        .s_valid(out_valid),
        .s_data(value_last),
        .full(full),
        .popped(popped),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_data(unused_data)
    );

    reg                   started = 1'b0;
    reg [COUNT_WIDTH-1:0] promised;    // beats of jobs that passed that have not left the FIFO's memory
    reg [COUNT_WIDTH-1:0] sending;     // clocks until the next job may pass
    reg                   writing;     // a tile is being sent
    reg                   kept;        // the accumulator that is followed
    reg [1:0]             frames;
    reg                   was_full;
    reg                   back_to_back;

    wire [COUNT_WIDTH-1:0] beats = (last_group ? LAST_ROWS : ROWS) * (last_tile ? LAST_BEATS : BEATS);
    wire [COUNT_WIDTH-1:0] place = column - out_beat * PIXELS;   // of the accumulator in the beat
    wire                   here  = row == out_row && place < PIXELS
        && column < (out_last_tile ? LAST_COLUMNS : COLUMNS);

    always @(posedge clk) begin
        started  <= 1'b1;
        promised <= promised + (ends ? beats : {COUNT_WIDTH{1'b0}}) - {{(COUNT_WIDTH - 1){1'b0}}, popped};
        sending  <= ends ? beats - 1'b1 : sending - {{(COUNT_WIDTH - 1){1'b0}}, sending != {COUNT_WIDTH{1'b0}}};
        was_full <= was_full || full;
        writing  <= done || (writing && !(out_row_end && out_last_row));
        back_to_back <= back_to_back || (done && writing);
        if (done) begin
            kept <= accumulators >> (row * COLUMNS + column);
        end
        if (ends) begin
            tile <= last_tile ? {COUNT_WIDTH{1'b0}} : tile + 1'b1;
            if (last_tile) begin
                channel <= last_channel ? {COUNT_WIDTH{1'b0}} : channel + 1'b1;
                group   <= !last_channel ? group : last_group ? {COUNT_WIDTH{1'b0}} : group + 1'b1;
            end
        end
        if (writing) begin
            out_beat <= out_row_end ? {COUNT_WIDTH{1'b0}} : out_beat + 1'b1;
            if (out_row_end) begin
                out_row <= out_last_row ? {COUNT_WIDTH{1'b0}} : out_row + 1'b1;
            end
            if (out_row_end && out_last_row) begin
                out_tile <= out_last_tile ? {COUNT_WIDTH{1'b0}} : out_tile + 1'b1;
                if (out_last_tile) begin
                    out_channel <= out_last_channel ? {COUNT_WIDTH{1'b0}} : out_channel + 1'b1;
                    if (out_last_channel) begin
                        out_group <= out_last_group ? {COUNT_WIDTH{1'b0}} : out_group + 1'b1;
                        frames    <= frames + {1'b0, out_last_group};
                    end
                end
            end
        end
        if (rst) begin
            promised     <= {COUNT_WIDTH{1'b0}};
            sending      <= {COUNT_WIDTH{1'b0}};
            writing      <= 1'b0;
            group        <= {COUNT_WIDTH{1'b0}};
            channel      <= {COUNT_WIDTH{1'b0}};
            tile         <= {COUNT_WIDTH{1'b0}};
            out_group    <= {COUNT_WIDTH{1'b0}};
            out_channel  <= {COUNT_WIDTH{1'b0}};
            out_tile     <= {COUNT_WIDTH{1'b0}};
            out_row      <= {COUNT_WIDTH{1'b0}};
            out_beat     <= {COUNT_WIDTH{1'b0}};
            frames       <= 2'd0;
            was_full     <= 1'b0;
            back_to_back <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        assume (row < ROWS && column < COLUMNS);
        if (started) begin
            // the gate
            assert (step_ready == (!step_last || (sending == {COUNT_WIDTH{1'b0}} && promised + ROWS * BEATS <= CREDITS)));
            // a tile finishes in the clock of the last beat of the one before it, at the earliest
            assert (!done || !writing || (out_row_end && out_last_row));
            assert (!out_valid || !full);
            // the write-out
            assert (out_valid == writing);
            if (writing) begin
                assert (value_channel == out_channel);
                assert (value_last_row == (out_last_group && out_last_row));
                assert (value_last
                    == (out_last_row && out_row_end && out_last_tile && out_last_channel && out_last_group));
                if (here) begin
                    assert (((value >> place) & 1) == kept);
                    assert (((value_last_column >> place) & 1) == (out_last_tile && column + 1 == LAST_COLUMNS));
                end
            end
            cover (frames == 2'd1 && was_full && back_to_back && promised == {COUNT_WIDTH{1'b0}} && !m_valid);
            cover (step_valid && !step_ready && sending == {COUNT_WIDTH{1'b0}});
        end
    end
endmodule

`default_nettype wire
