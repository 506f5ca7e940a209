// Proves that winnow_stream_gate lets exactly the frames of a run pass: none before its start, as many as it was
// started with, or whole ones until it is stopped, none behind them. It takes back no beat that it has offered but
// with a reset, and closes between frames only. Beats are counted here from one s_last to the next: in_frame, begin,
// end and the marks of frames that are too short or too long are those of that count. A discard takes all beats up to
// the one with s_last, and lets none pass.
`default_nettype none

module winnow_stream_gate_properties #(
    parameter integer BEATS = 3
) (
    input wire        clk,
    input wire        rst,
    input wire        soft_reset,
    input wire        start,
    input wire [31:0] frames,
    input wire        stop,
    input wire        discard,
    input wire        busy,
    input wire        s_valid,
    input wire        s_last,
    input wire        m_ready
);
    localparam integer COUNT_WIDTH = $clog2(BEATS + 2);

    wire s_ready;
    wire m_valid;
    wire accepting;
    wire discarding;
    wire in_frame;
    wire frame_begins;
    wire frame_ends;
    wire frame_short;
    wire frame_long;
    wire misuse;

    winnow_stream_gate #(
        .BEATS(BEATS)
    ) u_gate (
        .clk(clk),
        .rst(rst),
        .soft_reset(soft_reset),
        .start(start),
        .frames(frames),
        .stop(stop),
        .discard(discard),
        .busy(busy),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .s_last(s_last),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .accepting(accepting),
        .discarding(discarding),
        .in_frame(in_frame),
        .frame_begins(frame_begins),
        .frame_ends(frame_ends),
        .frame_short(frame_short),
        .frame_long(frame_long),
        .misuse(misuse)
    );

    localparam [COUNT_WIDTH-1:0] NONE = {COUNT_WIDTH{1'b0}};
    localparam [COUNT_WIDTH-1:0] MORE = BEATS[COUNT_WIDTH-1:0] + 1'b1;

    reg                   started = 1'b0;
    reg                   after_reset;
    reg                   s_stalled;
    reg                   s_stalled_last;
    reg                   m_stalled;
    reg                   running;        // a run has begun, and frames of it may come
    reg                   endless;        // until it is stopped
    reg                   stopped;
    reg [31:0]            to_come;        // frames of a run that is not endless
    reg                   throwing;       // a discard has begun, and its s_last has not come
    reg [COUNT_WIDTH-1:0] came;           // beats of the frame that have passed, BEATS + 1 for more, too
    reg [1:0]             passed;         // frames of the run
    reg                   was_short;      // frames of the run
    reg                   was_long;
    reg                   was_whole;
    reg                   ended;          // by its number of frames
    reg                   cut;            // a soft reset has cut a frame, and a beat of the rest was thrown away
    reg                   cut_now;

    wire pass     = m_valid && m_ready;
    wire possible = !busy && !throwing;
    wire begins   = start && possible;
    wire last_one = stopped || (!endless && to_come == 32'd1);
    wire idle     = came == NONE && !s_valid;

    always @(posedge clk) begin
        started        <= 1'b1;
        after_reset    <= rst;
        s_stalled      <= s_valid && !s_ready;
        s_stalled_last <= s_last;
        m_stalled      <= m_valid && !m_ready;
        stopped        <= stopped || stop;
        cut_now        <= came != NONE && soft_reset && discard;
        cut            <= cut || (cut_now && throwing && s_valid && !s_last);
        if (pass) begin
            came <= s_last ? NONE : (came == MORE) ? MORE : came + 1'b1;
        end
        if (pass && s_last) begin
            to_come   <= to_come - 32'd1;
            running   <= !last_one;
            ended     <= last_one && !stopped;
            passed    <= passed + 2'd1;
            was_short <= was_short || frame_short;
            was_whole <= was_whole || came + 1'b1 == BEATS;
        end else if (stopped && idle) begin
            running <= 1'b0;
        end
        was_long <= was_long || frame_long;
        if (throwing && s_valid && s_last) begin
            throwing <= 1'b0;
        end
        if (begins) begin
            running   <= 1'b1;
            endless   <= frames == 32'd0;
            to_come   <= frames;
            stopped   <= stop;
            passed    <= 2'd0;
            was_short <= 1'b0;
            was_long  <= 1'b0;
            was_whole <= 1'b0;
            ended     <= 1'b0;
        end else if (discard && possible) begin
            throwing <= 1'b1;
        end
        if (soft_reset || rst) begin
            s_stalled <= 1'b0;
            m_stalled <= 1'b0;
            running   <= 1'b0;
            throwing  <= discard && !rst;
            came      <= NONE;
            ended     <= 1'b0;
        end
        if (rst) begin
            cut     <= 1'b0;
            cut_now <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            // an open gate counts as busy, as winnow_run_monitor has it
            assume (busy || !accepting);
            // the sender keeps the stream law; a reset may be its own, too
            if (s_stalled) begin
                assume (s_valid && s_last == s_stalled_last);
            end
            // what passes, and what is thrown away
            if (after_reset) begin
                assert (!accepting && !discarding && !in_frame);
            end
            assert (accepting == running);
            assert (discarding == throwing);
            assert (!accepting || !discarding);
            assert (m_valid == (s_valid && running));
            assert (s_ready == (throwing || (running && m_ready)));
            if (m_stalled) begin
                assert (m_valid);
            end
            // frames
            if (in_frame) begin
                assert (accepting);
            end
            assert (in_frame == (came != NONE));
            assert (frame_begins == (pass && came == NONE));
            assert (frame_ends == (pass && s_last));
            assert (frame_short == (pass && s_last && came + 1 < BEATS));
            assert (frame_long == (pass && !s_last && came + 1 == BEATS));
            assert (misuse == (!soft_reset && ((start && (discard || !possible)) || (discard && !possible))));
            cover (ended && passed == 2'd3 && (BEATS == 1 || was_short) && was_long && was_whole && s_valid);
            cover (!running && endless && passed == 2'd2 && was_whole && s_valid);
            cover (ended && passed == 2'd2 && cut && was_whole);
        end
    end
endmodule

`default_nettype wire
