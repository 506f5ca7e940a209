// Two products of unsigned pixels with one weight from one multiplier of 27 x 18 bits, as the DSP blocks of Xilinx
// UltraScale+ have: the pixels stand side by side in the wide operand, so far apart that the products do. A negative
// lower product borrows one from the upper one; `borrow` says so, and who adds the upper product adds it, too (Xilinx
// white paper WP486 packs two multiplications in this way). One clock of latency.
`default_nettype none

module winnow_product_pair #(
    parameter integer DATA_WIDTH   = 8,    // bits of a pixel
    parameter integer WEIGHT_WIDTH = 10    // bits of a weight, two's complement
) (
    input  wire                                      clk,
    input  wire                                      enable,   // holds the products while low
    input  wire [DATA_WIDTH-1:0]                     lower_pixel,
    input  wire [DATA_WIDTH-1:0]                     upper_pixel,
    input  wire signed [WEIGHT_WIDTH-1:0]            weight,
    output wire signed [DATA_WIDTH+WEIGHT_WIDTH-1:0] lower,
    output wire signed [DATA_WIDTH+WEIGHT_WIDTH-1:0] upper,    // less the borrow
    output wire                                      borrow
);
    localparam integer PRODUCT = DATA_WIDTH + WEIGHT_WIDTH;

    wire signed [PRODUCT+DATA_WIDTH:0] pixels = {1'b0, upper_pixel, {WEIGHT_WIDTH{1'b0}}, lower_pixel};
    reg  signed [2*PRODUCT:0]          products;

    always @(posedge clk) begin
        if (enable) begin
            products <= pixels * weight;
        end
    end

    assign lower  = products[PRODUCT-1:0];
    assign upper  = products[2*PRODUCT-1:PRODUCT];
    assign borrow = products[PRODUCT-1];

    wire unused_sign = &{1'b0, products[2*PRODUCT]};
endmodule

`default_nettype wire
