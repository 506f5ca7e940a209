// Proves what winnow_frame_guard promises of whatever a sender does: beats that come are counted from one tlast to the
// next, beats that leave modulo BEATS. The first BEATS beats of a frame leave in the clock in which they are taken and
// in the place in which they came; none behind them leaves; zeros leave only for a frame that has ended early. So a
// frame is always BEATS beats, and the next one begins at place 0. The flags are those frames' and stay.
`default_nettype none

module winnow_frame_guard_properties #(
    parameter integer DATA_WIDTH = 2,
    parameter integer BEATS      = 3
) (
    input wire                  clk,
    input wire                  rst,
    input wire [DATA_WIDTH-1:0] s_axis_tdata,
    input wire                  s_axis_tvalid,
    input wire                  s_axis_tlast,
    input wire                  m_ready
);
    localparam integer COUNT_WIDTH = $clog2(BEATS + 1) + 1;

    wire                  s_axis_tready;
    wire [DATA_WIDTH-1:0] m_data;
    wire                  m_valid;
    wire                  error_short;
    wire                  error_long;

    winnow_frame_guard #(
        .DATA_WIDTH(DATA_WIDTH),
        .BEATS(BEATS)
    ) u_frame_guard (
        .clk(clk),
        .rst(rst),
        .s_axis_tdata(s_axis_tdata),
        .s_axis_tvalid(s_axis_tvalid),
        .s_axis_tready(s_axis_tready),
        .s_axis_tlast(s_axis_tlast),
        .m_data(m_data),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .error_short(error_short),
        .error_long(error_long)
    );

    localparam [COUNT_WIDTH-1:0] NONE = {COUNT_WIDTH{1'b0}};
    localparam [COUNT_WIDTH-1:0] ALL  = BEATS[COUNT_WIDTH-1:0];

    wire take = s_axis_tvalid && s_axis_tready;
    wire send = m_valid && m_ready;

    reg                   started = 1'b0;
    reg                   after_reset;
    reg                   s_stalled;
    reg                   s_stalled_last;
    reg  [DATA_WIDTH-1:0] s_stalled_data;
    reg                   m_stalled;
    reg  [DATA_WIDTH-1:0] m_stalled_data;
    reg                   ever_stalled;
    reg                   was_short;
    reg                   was_long;
    reg  [COUNT_WIDTH-1:0] came;         // beats of the sender's frame that were taken, BEATS for more, too
    reg  [COUNT_WIDTH-1:0] left;         // beats of the frame that have left
    reg  [1:0]             whole;        // frames of the right length in a row
    wire                   filling = came == NONE && left != NONE;
    wire                   dropping = came == ALL;

    always @(posedge clk) begin
        started        <= 1'b1;
        after_reset    <= rst;
        s_stalled      <= s_axis_tvalid && !s_axis_tready;
        s_stalled_data <= s_axis_tdata;
        s_stalled_last <= s_axis_tlast;
        m_stalled      <= m_valid && !m_ready;
        m_stalled_data <= m_data;
        ever_stalled   <= ever_stalled || m_stalled;
        if (take) begin
            came      <= s_axis_tlast ? NONE : dropping ? ALL : came + 1'b1;
            was_short <= was_short || (s_axis_tlast && came + 1'b1 < ALL);
            was_long  <= was_long || (!s_axis_tlast && came + 1'b1 == ALL);
            if (s_axis_tlast) begin
                whole <= (came + 1'b1 != ALL) ? 2'd0 : (whole == 2'd3) ? 2'd3 : whole + 2'd1;
            end
        end
        if (send) begin
            left <= (left + 1'b1 == ALL) ? NONE : left + 1'b1;
        end
        if (rst) begin
            s_stalled    <= 1'b0;
            m_stalled    <= 1'b0;
            ever_stalled <= 1'b0;
            was_short    <= 1'b0;
            was_long     <= 1'b0;
            came         <= NONE;
            left         <= NONE;
            whole        <= 2'd0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            // the sender keeps the stream law, and nothing else
            if (s_stalled) begin
                assume (s_axis_tvalid && s_axis_tdata == s_stalled_data && s_axis_tlast == s_stalled_last);
            end
            if (m_stalled) begin
                assert (m_valid && m_data == m_stalled_data);
            end
            // when it is ready, and valid without waiting for ready
            assert (m_valid == (filling || (s_axis_tvalid && !dropping)));
            assert (s_axis_tready == (!filling && (dropping || m_ready)));
            // what leaves
            assert (left < ALL);
            if (!filling && !dropping) begin
                assert (left == came);
            end
            if (take && came < ALL) begin
                assert (send && m_data == s_axis_tdata && left == came);
            end
            if (take && dropping) begin
                assert (!m_valid && left == NONE);
            end
            if (m_valid && !s_axis_tready && filling) begin
                assert (m_data == {DATA_WIDTH{1'b0}});
            end
            assert (error_short == was_short);
            assert (error_long == was_long);
            if (after_reset) begin
                assert (!error_short && !error_long && left == NONE);
            end
            cover (BEATS == 1 || (error_short && whole == 2'd2 && ever_stalled && left == NONE));
            cover (error_long && whole == 2'd2 && ever_stalled && left == NONE);
            cover (BEATS == 1 || (error_short && error_long && whole == 2'd3));
            cover (!error_short && !error_long && whole == 2'd3 && ever_stalled);
        end
    end
endmodule

`default_nettype wire
