// Proves that winnow_add, in front of the FIFO that it counts places for, never lets that FIFO overflow, and that the
// sum of every beat, any one, comes out, in order, rounded and clamped, with `last` on every BEATS-th. Besides: it
// takes from all streams or from none, whenever it may; the stream law at the FIFO's output.
`default_nettype none

module winnow_add_properties #(
    parameter integer INPUTS       = 2,
    parameter integer PIXELS       = 1,
    parameter integer SUM_WIDTH    = 4,
    parameter integer BEATS        = 3,
    parameter integer SHIFT        = 1,
    parameter integer OUT_WIDTH    = 2,
    parameter integer OUT_SIGNED   = 0,
    parameter integer CREDIT_WIDTH = 2
) (
    input wire                               clk,
    input wire                               rst,
    input wire [INPUTS*PIXELS*SUM_WIDTH-1:0] s_aligned,
    input wire [INPUTS-1:0]                  s_valid,
    input wire                               m_ready,
    input wire                               choose     // this beat is the one to follow, if none is
);
    localparam integer WIDTH       = PIXELS * OUT_WIDTH + 1;
    localparam integer MAXIMUM     = (1 << (OUT_WIDTH - OUT_SIGNED)) - 1;
    localparam integer MINIMUM     = (OUT_SIGNED != 0) ? -MAXIMUM - 1 : 0;
    localparam integer CREDITS     = 1 << (CREDIT_WIDTH - 1);
    localparam integer LEVEL_WIDTH = CREDIT_WIDTH + 1;
    localparam integer COUNT_WIDTH = $clog2(BEATS + 1);
    localparam integer PRECISE     = SUM_WIDTH + INPUTS + 1;

    wire [INPUTS-1:0] s_ready;
    wire              popped;
    wire              result_valid;
    wire [WIDTH-1:0]  result;
    wire              full;
    wire              m_valid;
    wire [WIDTH-1:0]  m_data;

    winnow_add #(
        .INPUTS(INPUTS),
        .PIXELS(PIXELS),
        .SUM_WIDTH(SUM_WIDTH),
        .BEATS(BEATS),
        .SHIFT(SHIFT),
        .OUT_WIDTH(OUT_WIDTH),
        .MINIMUM(MINIMUM),
        .MAXIMUM(MAXIMUM),
        .CREDIT_WIDTH(CREDIT_WIDTH)
    ) u_add (
        .clk(clk),
        .rst(rst),
        .s_aligned(s_aligned),
        .s_valid(s_valid),
        .s_ready(s_ready),
        .popped(popped),
        .m_valid(result_valid),
        .m_data(result[WIDTH-2:0]),
        .m_last(result[WIDTH-1])
    );

    winnow_fifo #(
        .WIDTH(WIDTH),
        .ADDR_WIDTH(CREDIT_WIDTH - 1)
    ) u_fifo (
        .clk(clk),
        .rst(rst),
        .s_valid(result_valid),
        .s_data(result),
        .full(full),
        .popped(popped),
        .m_valid(m_valid),
        .m_ready(m_ready),
        .m_data(m_data)
    );

    wire take = &(s_valid & s_ready);
    wire pop  = m_valid && m_ready;

    reg                   started = 1'b0;
    reg                   after_reset;
    reg                   stalled;
    reg [WIDTH-1:0]       stalled_data;
    reg [LEVEL_WIDTH-1:0] promised;      // beats taken that have not left the FIFO's memory
    reg [LEVEL_WIDTH-1:0] level;         // beats taken that have not left the FIFO
    reg [COUNT_WIDTH-1:0] place;         // in the frame, of the next beat
    reg [1:0]             frames;
    reg                   was_full;
    reg                   following;
    reg [LEVEL_WIDTH-1:0] ahead;
    reg [WIDTH-1:0]       followed;

    wire                  last = place + 1'b1 == BEATS[COUNT_WIDTH-1:0];

    // what becomes of the beat at the inputs; a shift by 0 rounds nothing
    wire [WIDTH-1:0] expected;
    assign expected[WIDTH-1] = last;
    genvar p;
    generate
        for (p = 0; p < PIXELS; p = p + 1) begin : gen_pixel
            localparam integer HALF = (1 << SHIFT) >> 1;
            reg signed [PRECISE-1:0] sum;
            reg signed [PRECISE-1:0] rounded;
            integer                  i;
            always @* begin
                sum = {PRECISE{1'b0}};
                for (i = 0; i < INPUTS; i = i + 1) begin
                    sum = sum + $signed(s_aligned[(i*PIXELS+p)*SUM_WIDTH +: SUM_WIDTH]);
                end
                rounded = (sum + HALF) >>> SHIFT;
                // SUM_WIDTH bits hold the sum: so winnow_add is told
                assume (sum >= -(1 << (SUM_WIDTH - 1)) && sum < (1 << (SUM_WIDTH - 1)));
            end
            assign expected[p*OUT_WIDTH +: OUT_WIDTH] =
                (rounded < MINIMUM) ? MINIMUM : (rounded > MAXIMUM) ? MAXIMUM : rounded;
        end
    endgenerate

    always @(posedge clk) begin
        started      <= 1'b1;
        after_reset  <= rst;
        stalled      <= m_valid && !m_ready;
        stalled_data <= m_data;
        promised     <= promised + {{(LEVEL_WIDTH - 1){1'b0}}, take} - {{(LEVEL_WIDTH - 1){1'b0}}, popped};
        level        <= level + {{(LEVEL_WIDTH - 1){1'b0}}, take} - {{(LEVEL_WIDTH - 1){1'b0}}, pop};
        was_full     <= was_full || full;
        if (take) begin
            place  <= last ? {COUNT_WIDTH{1'b0}} : place + 1'b1;
            frames <= frames + {1'b0, last};
        end
        if (!following && take && choose) begin
            following <= 1'b1;
            ahead     <= level - {{(LEVEL_WIDTH - 1){1'b0}}, pop};
            followed  <= expected;
        end else if (following && pop) begin
            following <= ahead != {LEVEL_WIDTH{1'b0}};
            ahead     <= ahead - 1'b1;
        end
        if (rst) begin
            stalled   <= 1'b0;
            promised  <= {LEVEL_WIDTH{1'b0}};
            level     <= {LEVEL_WIDTH{1'b0}};
            place     <= {COUNT_WIDTH{1'b0}};
            frames    <= 2'd0;
            was_full  <= 1'b0;
            following <= 1'b0;
        end
    end

    always @* begin
        assume (started || rst);
        if (started) begin
            assert (s_ready == {INPUTS{&s_valid && promised < CREDITS[LEVEL_WIDTH-1:0]}});
            assert (!result_valid || !full);
            assert (!m_valid || level != {LEVEL_WIDTH{1'b0}});
            if (after_reset) begin
                assert (!m_valid && !result_valid);
            end
            if (stalled) begin
                assert (m_valid && m_data == stalled_data);
            end
            if (following) begin
                assert (ahead < level);
            end
            if (following && m_valid && ahead == {LEVEL_WIDTH{1'b0}}) begin
                assert (m_data == followed);
            end
            cover (frames == 2'd2 && was_full && level == {LEVEL_WIDTH{1'b0}});
            cover (stalled && full && &s_valid && !take);
            cover (m_valid && m_data == {1'b1, {PIXELS{MAXIMUM[OUT_WIDTH-1:0]}}});
        end
    end
endmodule

`default_nettype wire
