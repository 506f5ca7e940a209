// Proves that winnow_beat_gather makes of every COUNT beats, and of those that are left at a frame's end, one wide beat
// with each beat at its place (any one place is followed), and marks every frame's last one. Besides: the stream law,
// and that a beat waits only for those of its own wide beat.
`default_nettype none

module winnow_beat_gather_properties #(
    parameter integer WIDTH = 2,
    parameter integer COUNT = 3,
    parameter integer BEATS = 5
) (
    input wire             clk,
    input wire             rst,
    input wire [WIDTH-1:0] s_data,
    input wire             s_valid,
    input wire             m_ready
);
    localparam integer SLOT_WIDTH = $clog2(COUNT + 1);
    localparam integer BEAT_WIDTH = $clog2(BEATS + 1);

    (* anyconst *) reg [SLOT_WIDTH-1:0] place;   // that is followed

    wire                   s_ready;
    wire [COUNT*WIDTH-1:0] m_data;
    wire                   m_valid;
    wire                   m_last;

    winnow_beat_gather #(
        .WIDTH(WIDTH),
        .COUNT(COUNT),
        .BEATS(BEATS)
    ) u_gather (
        .clk(clk),
        .rst(rst),
        .s_data(s_data),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .m_data(m_data),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_last(m_last)
    );

    reg                   started = 1'b0;
    reg                   s_stalled;
    reg [WIDTH-1:0]       s_stalled_data;
    reg                   m_stalled;
    reg                   m_stalled_last;
    reg [WIDTH-1:0]       m_stalled_word;   // of the place that is followed
    reg                   ever_stalled;
    reg [SLOT_WIDTH-1:0]  slot;             // beats of the wide beat that have come
    reg [BEAT_WIDTH-1:0]  beat;             // beats of the frame that have come
    reg [1:0]             frames;
    reg [WIDTH-1:0]       kept;             // what came for the place that is followed

    wire                   frame_end = beat + 1 == BEATS;
    wire                   whole     = slot + 1 == COUNT || frame_end;
    wire [WIDTH-1:0]       word      = m_data >> (place * WIDTH);

    always @(posedge clk) begin
        started        <= 1'b1;
        s_stalled      <= s_valid && !s_ready;
        s_stalled_data <= s_data;
        m_stalled      <= m_valid && !m_ready;
        m_stalled_last <= m_last;
        m_stalled_word <= word;
        ever_stalled   <= ever_stalled || m_stalled;
        if (s_valid && s_ready) begin
            slot   <= whole ? {SLOT_WIDTH{1'b0}} : slot + 1'b1;
            beat   <= frame_end ? {BEAT_WIDTH{1'b0}} : beat + 1'b1;
            frames <= frames + {1'b0, frame_end};
            if (slot == place) begin
                kept <= s_data;
            end
        end
        if (rst) begin
            s_stalled    <= 1'b0;
            m_stalled    <= 1'b0;
            ever_stalled <= 1'b0;
            slot         <= {SLOT_WIDTH{1'b0}};
            beat         <= {BEAT_WIDTH{1'b0}};
            frames       <= 2'd0;
        end
    end

    always @* begin
        assume (started || rst);
        assume (place < COUNT);
        if (started) begin
            if (s_stalled) begin
                assume (s_valid && s_data == s_stalled_data);
            end
            assert (m_valid == (s_valid && whole));
            assert (s_ready == (m_ready || !whole));
            if (m_valid) begin
                assert (m_last == frame_end);
                assert (place > slot || word == ((place == slot) ? s_data : kept));
            end
            if (m_stalled) begin
                assert (m_valid && m_last == m_stalled_last);
                assert (place > slot || word == m_stalled_word);
            end
            cover (frames == 2'd2 && ever_stalled && beat == {BEAT_WIDTH{1'b0}});
            cover (COUNT == 1 || (m_stalled && place == {SLOT_WIDTH{1'b0}} && slot == COUNT - 1));
        end
    end
endmodule

`default_nettype wire
