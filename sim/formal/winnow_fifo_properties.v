// Proves that winnow_fifo keeps every word, in order, and none twice: one word, any one, is followed from its push to
// the output. Besides: the stream law at the output, what `full` and `popped` promise, and two clocks of latency.
`default_nettype none

module winnow_fifo_properties #(
    parameter integer WIDTH      = 2,
    parameter integer ADDR_WIDTH = 2
) (
    input wire             clk,
    input wire             rst,
    input wire             s_valid,
    input wire [WIDTH-1:0] s_data,
    input wire             m_ready,
    input wire             choose    // this word, if it is pushed and none is followed, is the one to follow
);
    localparam integer DEPTH       = 1 << ADDR_WIDTH;
    localparam integer LEVEL_WIDTH = ADDR_WIDTH + 2;

    wire             full;
    wire             popped;
    wire             m_valid;
    wire [WIDTH-1:0] m_data;

    winnow_fifo #(
        .WIDTH(WIDTH),
        .ADDR_WIDTH(ADDR_WIDTH)
    ) u_fifo (
        .clk(clk),
        .rst(rst),
        .s_valid(s_valid),
        .s_data(s_data),
        .full(full),
        .popped(popped),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_data(m_data)
    );

    wire push = s_valid && !full;
    wire pop  = m_valid && m_ready;

    reg                   started = 1'b0;
    reg                   after_reset;
    reg                   stalled;       // the output was refused in the clock before
    reg [WIDTH-1:0]       stalled_data;
    reg                   due;           // a clock ago there was a word for the output
    reg [LEVEL_WIDTH-1:0] level;         // words pushed and not taken
    reg [LEVEL_WIDTH-1:0] room;          // what a user who counts `popped` knows
    reg                   following;
    reg [LEVEL_WIDTH-1:0] ahead;         // words in front of the one that is followed
    reg [WIDTH-1:0]       followed;
    reg                   was_full;

    always @(posedge clk) begin
        started      <= 1'b1;
        after_reset  <= rst;
        stalled      <= m_valid && !m_ready;
        stalled_data <= m_data;
        due          <= level != {{(LEVEL_WIDTH - 1){1'b0}}, pop};
        was_full     <= was_full || full;
        level        <= level + {{(LEVEL_WIDTH - 1){1'b0}}, push} - {{(LEVEL_WIDTH - 1){1'b0}}, pop};
        room         <= room + {{(LEVEL_WIDTH - 1){1'b0}}, popped} - {{(LEVEL_WIDTH - 1){1'b0}}, push};
        if (!following && push && choose) begin
            following <= 1'b1;
            ahead     <= level - {{(LEVEL_WIDTH - 1){1'b0}}, pop};
            followed  <= s_data;
        end else if (following && pop) begin
            following <= ahead != {LEVEL_WIDTH{1'b0}};
            ahead     <= ahead - 1'b1;
        end
        if (rst) begin
            stalled   <= 1'b0;
            due       <= 1'b0;
            level     <= {LEVEL_WIDTH{1'b0}};
            room      <= DEPTH[LEVEL_WIDTH-1:0];
            following <= 1'b0;
            was_full  <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            if (after_reset) begin
                assert (!m_valid && !full);
            end
            if (stalled) begin
                assert (m_valid && m_data == stalled_data);
            end
            assert (m_valid == due);
            assert (level <= DEPTH[LEVEL_WIDTH-1:0] + 1'b1);
            assert (full == (room == {LEVEL_WIDTH{1'b0}}));
            if (following) begin
                assert (ahead < level);
            end
            if (following && m_valid && ahead == {LEVEL_WIDTH{1'b0}}) begin
                assert (m_data == followed);
            end
            cover (was_full && level == {LEVEL_WIDTH{1'b0}});
            cover (level == DEPTH[LEVEL_WIDTH-1:0] + 1'b1 && full && s_valid && stalled);
            cover (was_full && following && ahead == DEPTH[LEVEL_WIDTH-1:0]);
        end
    end
endmodule

`default_nettype wire
