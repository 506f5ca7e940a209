// Multiplies the sum of a pooling window by the reciprocal of its divisor and requantises the product. Windows that
// hang over the map's far edges have other divisors. Two clocks, PIXELS values per clock, never stalls.
`default_nettype none

module winnow_average_requantize #(
    parameter integer WIDTH             = 12,    // bits of the sum
    parameter integer PIXELS            = 1,     // values of a beat
    parameter integer DATA_SIGNED       = 0,     // 1: the sum is two's complement
    parameter integer RECIPROCAL_WIDTH  = 17,    // bits of a reciprocal, unsigned
    parameter integer RECIPROCAL        = 16384, // reciprocal of the divisor
    parameter integer RECIPROCAL_RIGHT  = 16384, // in the last column
    parameter integer RECIPROCAL_BOTTOM = 16384, // in the last row
    parameter integer RECIPROCAL_CORNER = 16384, // in the last column of the last row
    parameter integer SHIFT             = 16,    // binary places to drop
    parameter integer OUT_WIDTH         = 8,     // bits of the result
    parameter integer MINIMUM           = 0,     // least result
    parameter integer MAXIMUM           = 255    // greatest result
) (
    input  wire                 clk,
    input  wire                 rst,
    input  wire                 s_valid,
    input  wire [PIXELS*WIDTH-1:0] s_value,
    input  wire                 s_last_row,
    input  wire [PIXELS-1:0]    s_last_column,
    input  wire                 s_last,
    output wire                 m_valid,
    output reg  [PIXELS*OUT_WIDTH-1:0] m_value,
    output wire                 m_last
);
    localparam integer OPERAND = (DATA_SIGNED != 0) ? WIDTH : WIDTH + 1;
    localparam integer PRODUCT = OPERAND + RECIPROCAL_WIDTH + 1;

    genvar p;
    generate
        for (p = 0; p < PIXELS; p = p + 1) begin : gen_pixel
            wire signed [OPERAND-1:0]        operand;
            wire signed [RECIPROCAL_WIDTH:0] reciprocal = {1'b0, s_last_row
                ? (s_last_column[p] ? RECIPROCAL_CORNER[RECIPROCAL_WIDTH-1:0] : RECIPROCAL_BOTTOM[RECIPROCAL_WIDTH-1:0])
                : (s_last_column[p] ? RECIPROCAL_RIGHT[RECIPROCAL_WIDTH-1:0] : RECIPROCAL[RECIPROCAL_WIDTH-1:0])};
            reg signed [PRODUCT-1:0]         product_reg;
            wire [OUT_WIDTH-1:0]             result;

            if (DATA_SIGNED != 0) begin : gen_signed
                assign operand = s_value[p*WIDTH +: WIDTH];
            end else begin : gen_unsigned
                assign operand = {1'b0, s_value[p*WIDTH +: WIDTH]};
            end

            winnow_requantize #(
                .IN_WIDTH(PRODUCT),
                .SHIFT(SHIFT),
                .OUT_WIDTH(OUT_WIDTH),
                .MINIMUM(MINIMUM),
                .MAXIMUM(MAXIMUM)
            ) u_requantize (
                .in(product_reg),
                .out(result)
            );

            always @(posedge clk) begin
                product_reg <= operand * reciprocal;
                m_value[p*OUT_WIDTH +: OUT_WIDTH] <= result;
            end
        end
    endgenerate

    winnow_valid_delay #(
        .CLOCKS(2)
    ) u_valid (
        .clk(clk),
        .rst(rst),
        .in(s_valid),
        .out(m_valid)
    );

    winnow_delay #(
        .WIDTH(1),
        .CLOCKS(2)
    ) u_last (
        .clk(clk),
        .in(s_last),
        .out(m_last)
    );
endmodule

`default_nettype wire
