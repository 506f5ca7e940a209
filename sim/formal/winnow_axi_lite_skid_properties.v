// Proves that winnow_axi_lite_skid keeps every word, in order, and none twice, whatever its sender does: one word, any
// one, is followed from the clock in which it is taken to the output, be it the same clock. Besides: a word that is
// refused stays; s_ready is low only while a word waits; a word that comes is at the output at once.
`default_nettype none

module winnow_axi_lite_skid_properties #(
    parameter integer WIDTH = 2
) (
    input wire             clk,
    input wire             rst,
    input wire             s_valid,
    input wire [WIDTH-1:0] s_data,
    input wire             m_ready,
    input wire             choose    // this word, if it is taken and none is followed, is the one to follow
);
    wire             s_ready;
    wire             m_valid;
    wire [WIDTH-1:0] m_data;

    winnow_axi_lite_skid #(
        .WIDTH(WIDTH)
    ) u_skid (
        .clk(clk),
        .rst(rst),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .s_data(s_data),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_data(m_data)
    );

    reg             started = 1'b0;
    reg             after_reset;
    reg             stalled;        // the output was refused in the clock before
    reg [WIDTH-1:0] stalled_data;
    reg [1:0]       waiting;        // words taken and not sent
    reg             was_following;
    reg [1:0]       was_ahead;
    reg [WIDTH-1:0] was_followed;
    reg             straight;       // a word has passed in the clock in which it came, behind one that waited
    reg             waited;

    wire             take      = s_valid && s_ready;
    wire             send      = m_valid && m_ready;
    wire             following = was_following || (take && choose);
    wire [1:0]       ahead     = was_following ? was_ahead : waiting;   // words in front of the one that is followed
    wire [WIDTH-1:0] followed  = was_following ? was_followed : s_data;

    always @(posedge clk) begin
        started       <= 1'b1;
        after_reset   <= rst;
        stalled       <= m_valid && !m_ready;
        stalled_data  <= m_data;
        waiting       <= waiting + {1'b0, take} - {1'b0, send};
        was_following <= following && !(send && ahead == 2'd0);
        was_ahead     <= ahead - {1'b0, send};
        was_followed  <= followed;
        waited        <= waited || stalled;
        straight      <= straight || (waited && waiting == 2'd0 && take && send);
        if (rst) begin
            stalled       <= 1'b0;
            waiting       <= 2'd0;
            was_following <= 1'b0;
            waited        <= 1'b0;
            straight      <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            if (after_reset) begin
                assert (s_ready && m_valid == s_valid);
            end
            if (stalled) begin
                assert (m_valid && m_data == stalled_data);
            end
            assert (waiting <= 2'd1);
            assert (s_ready == (waiting == 2'd0));
            assert (m_valid == (s_valid || waiting != 2'd0));
            if (was_following) begin
                assert (was_ahead < waiting);
            end
            if (following && m_valid && ahead == 2'd0) begin
                assert (m_data == followed);
            end
            cover (straight && waiting == 2'd0);
            cover (straight && stalled && was_following && s_valid && m_data != s_data);
        end
    end
endmodule

`default_nettype wire
