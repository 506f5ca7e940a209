// Adds an output channel's bias to its accumulator and requantises the sum. Three clocks, PIXELS values of
// one channel per clock, never stalls.
`default_nettype none

module winnow_bias_requantize #(
    parameter integer WIDTH         = 24,    // bits of accumulator, bias and their sum, two's complement
    parameter integer PIXELS        = 1,     // values of a beat
    parameter integer CHANNELS      = 2,     // output channels
    parameter integer CHANNEL_WIDTH = 1,     // at least clog2(CHANNELS) and 1
    parameter integer SHIFT         = 8,     // binary places to drop
    parameter integer OUT_WIDTH     = 8,     // bits of the result
    parameter integer MINIMUM       = 0,     // least result
    parameter integer MAXIMUM       = 255,   // greatest result
    parameter         BIAS_FILE     = ""     // biases, one per channel
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire                     s_valid,
    input  wire [PIXELS*WIDTH-1:0]  s_value,
    input  wire [CHANNEL_WIDTH-1:0] s_channel,
    input  wire                     s_last,
    output wire                     m_valid,
    output reg  [PIXELS*OUT_WIDTH-1:0] m_value,
    output wire                     m_last
);
    wire signed [WIDTH-1:0] bias;

    winnow_rom #(
        .WIDTH(WIDTH),
        .DEPTH(CHANNELS),
        .ADDR_WIDTH(CHANNEL_WIDTH),
        .FILE(BIAS_FILE)
    ) u_biases (
        .clk(clk),
        .enable(1'b1),
        .address(s_channel),
        .data(bias)
    );

    genvar p;
    generate
        for (p = 0; p < PIXELS; p = p + 1) begin : gen_pixel
            reg signed [WIDTH-1:0] value_reg;
            reg signed [WIDTH-1:0] sum_reg;
            wire [OUT_WIDTH-1:0]   result;

            winnow_requantize #(
                .IN_WIDTH(WIDTH),
                .SHIFT(SHIFT),
                .OUT_WIDTH(OUT_WIDTH),
                .MINIMUM(MINIMUM),
                .MAXIMUM(MAXIMUM)
            ) u_requantize (
                .in(sum_reg),
                .out(result)
            );

            always @(posedge clk) begin
                value_reg <= s_value[p*WIDTH +: WIDTH];
                sum_reg   <= value_reg + bias;
                m_value[p*OUT_WIDTH +: OUT_WIDTH] <= result;
            end
        end
    endgenerate

    winnow_valid_delay #(
        .CLOCKS(3)
    ) u_valid (
        .clk(clk),
        .rst(rst),
        .in(s_valid),
        .out(m_valid)
    );

    winnow_delay #(
        .WIDTH(1),
        .CLOCKS(3)
    ) u_last (
        .clk(clk),
        .in(s_last),
        .out(m_last)
    );
endmodule

`default_nettype wire
