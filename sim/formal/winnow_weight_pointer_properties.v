// Proves that winnow_weight_pointer gives every job the entries of its channel, its range, its tag, and as
// start the words of all channels before it, however often channels are replayed; that a job is taken as soon as the
// one before it leaves, and stays while it is refused. The four channels' words and entries are those of
// winnow_weight_pointer_counts.mem.
`default_nettype none

module winnow_weight_pointer_properties (
    input wire       clk,
    input wire       rst,
    input wire       s_valid,
    input wire       s_last_tile,
    input wire       s_tag,
    input wire       m_ready
);
    localparam [7:0]  WORDS  = {2'd1, 2'd3, 2'd0, 2'd2};   // of the channels, the first in the low bits
    localparam [7:0]  COUNTS = {2'd2, 2'd3, 2'd0, 2'd3};
    localparam [15:0] STARTS = {4'd5, 4'd2, 4'd2, 4'd0};

    wire       s_ready;
    wire       m_valid;
    wire [3:0] m_start;
    wire [1:0] m_count;
    wire       m_range;
    wire       m_tag;

    reg        started = 1'b0;
    reg  [1:0] channel;      // jobs come channel by channel, each as often as it has tiles
    reg        is_valid;
    reg  [1:0] is_channel;
    reg        is_tag;
    reg  [1:0] groups;
    reg        replayed;
    reg        stalled;

    wire       last_channel = channel == 2'd3;

    winnow_weight_pointer #(
        .CHANNELS(4),
        .CHANNEL_WIDTH(2),
        .LENGTH_WIDTH(2),
        .COUNT_WIDTH(2),
        .START_WIDTH(4),
        .RANGES(2),
        .RANGE_WIDTH(1),
        .FIRST_CHANNELS(4'h8),
        .TAG_WIDTH(1),
        .COUNT_FILE("sim/formal/winnow_weight_pointer_counts.mem")
    ) u_pointer (
        .clk(clk),
        .rst(rst),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .s_channel(channel),
        .s_last_tile(s_last_tile),
        .s_last_channel(last_channel),
        .s_tag(s_tag),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_start(m_start),
        .m_count(m_count),
        .m_range(m_range),
        .m_tag(m_tag)
    );

    wire free = !is_valid || m_ready;

    always @(posedge clk) begin
        started <= 1'b1;
        stalled <= stalled || (m_valid && !m_ready);
        if (free) begin
            is_valid   <= s_valid;
            is_channel <= channel;
            is_tag     <= s_tag;
        end
        if (s_valid && free) begin
            channel  <= channel + {1'b0, s_last_tile};
            groups   <= groups + {1'b0, s_last_tile && last_channel};
            replayed <= replayed || !s_last_tile;
        end
        if (rst) begin
            is_valid <= 1'b0;
            channel  <= 2'd0;
            groups   <= 2'd0;
            replayed <= 1'b0;
            stalled  <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assert (m_valid == is_valid);
            assert (s_ready == free);
            if (m_valid) begin
                assert (m_tag == is_tag);
                assert (m_range == (is_channel >= 2'd2));
                assert (m_count == ((COUNTS >> (is_channel * 2)) & 3));
                assert (m_start == ((STARTS >> (is_channel * 4)) & 15));
            end
            cover (groups == 2'd2 && replayed && stalled && m_valid && m_start == 4'd5);
        end
    end
endmodule

`default_nettype wire
