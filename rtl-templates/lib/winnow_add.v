// Adds streams beat by beat and requantises the sum. A beat is taken from all streams at once, when each has one and
// the output FIFO has room for the result. Two clocks: sum, result.
`default_nettype none

module winnow_add #(
    parameter integer INPUTS       = 2,     // streams
    parameter integer PIXELS       = 1,     // pixels of a beat
    parameter integer SUM_WIDTH    = 10,    // bits of an aligned pixel and of the sum, two's complement
    parameter integer BEATS        = 16,    // beats of a frame
    parameter integer SHIFT        = 1,     // binary places to drop
    parameter integer OUT_WIDTH    = 8,     // bits of the result
    parameter integer MINIMUM      = 0,     // least result
    parameter integer MAXIMUM      = 255,   // greatest result
    parameter integer CREDIT_WIDTH = 5      // the output FIFO holds 2**(CREDIT_WIDTH - 1) beats
) (
    input  wire                               clk,
    input  wire                               rst,
    input  wire [INPUTS*PIXELS*SUM_WIDTH-1:0] s_aligned,   // the first stream in the low bits
    input  wire [INPUTS-1:0]                  s_valid,
    output wire [INPUTS-1:0]                  s_ready,
    input  wire                               popped,      // a beat left the output FIFO's memory
    output reg                                m_valid,
    output reg  [PIXELS*OUT_WIDTH-1:0]        m_data,
    output reg                                m_last       // of the frame
);
    localparam integer COUNT_WIDTH = (BEATS > 1) ? $clog2(BEATS) : 1;
    localparam integer BEAT_LAST   = BEATS - 1;
    localparam integer CREDITS     = 1 << (CREDIT_WIDTH - 1);

    reg [COUNT_WIDTH-1:0]  count_reg;
    reg [CREDIT_WIDTH-1:0] credit_reg;
    reg                    sum_valid_reg;
    reg                    sum_last_reg;

    wire accept = (&s_valid) && credit_reg != {CREDIT_WIDTH{1'b0}};
    wire last   = count_reg == BEAT_LAST[COUNT_WIDTH-1:0];

    assign s_ready = {INPUTS{accept}};

    genvar p;
    generate
        for (p = 0; p < PIXELS; p = p + 1) begin : gen_pixel
            reg signed [SUM_WIDTH-1:0] sum;
            reg signed [SUM_WIDTH-1:0] sum_reg;
            wire [OUT_WIDTH-1:0]       result;
            integer                    i;

            always @* begin
                sum = {SUM_WIDTH{1'b0}};
                for (i = 0; i < INPUTS; i = i + 1) begin
                    sum = sum + $signed(s_aligned[(i*PIXELS+p)*SUM_WIDTH +: SUM_WIDTH]);
                end
            end

            winnow_requantize #(
                .IN_WIDTH(SUM_WIDTH),
                .SHIFT(SHIFT),
                .OUT_WIDTH(OUT_WIDTH),
                .MINIMUM(MINIMUM),
                .MAXIMUM(MAXIMUM)
            ) u_requantize (
                .in(sum_reg),
                .out(result)
            );

            always @(posedge clk) begin
                sum_reg <= sum;
                m_data[p*OUT_WIDTH +: OUT_WIDTH] <= result;
            end
        end
    endgenerate

    always @(posedge clk) begin
        credit_reg <= credit_reg + {{(CREDIT_WIDTH - 1){1'b0}}, popped} - {{(CREDIT_WIDTH - 1){1'b0}}, accept};
        if (accept) begin
            count_reg <= last ? {COUNT_WIDTH{1'b0}} : count_reg + 1'b1;
        end
        sum_valid_reg <= accept;
        sum_last_reg  <= last;
        m_valid       <= sum_valid_reg;
        m_last        <= sum_last_reg;
        if (rst) begin
            count_reg     <= {COUNT_WIDTH{1'b0}};
            credit_reg    <= CREDITS[CREDIT_WIDTH-1:0];
            sum_valid_reg <= 1'b0;
            m_valid       <= 1'b0;
        end
    end
endmodule

`default_nettype wire
