// ROWS x COLUMNS multiply-accumulate lanes that share one weight per clock. Lane (r, x) takes pixel x * STRIDE + kx of
// row r's word. Three clocks: pixel, product, sum. `done` marks the clock in which the sums of a job are complete. They
// never enter the accumulators, which are cleared instead: so the next job finds zeros, by the flip-flops' own reset,
// where it would otherwise take a multiplexer in front of every adder.
`default_nettype none

module winnow_mac_lanes #(
    parameter integer DATA_WIDTH        = 8,    // bits of a pixel
    parameter integer DATA_SIGNED       = 0,    // 1: pixels are two's complement
    parameter integer WEIGHT_WIDTH      = 10,   // bits of a weight, two's complement
    parameter integer ACCUMULATOR_WIDTH = 24,   // bits of an accumulator, at least those of a product
    parameter integer ROWS              = 2,    // rows of a tile
    parameter integer COLUMNS           = 2,    // columns of a tile
    parameter integer WORD_PIXELS       = 4,    // pixels of a row's word
    parameter integer STRIDE            = 1,    // pixels from one lane to the next
    parameter integer KERNEL_WIDTH      = 3,    // taps of a row
    parameter integer KX_WIDTH          = 2,    // at least clog2(KERNEL_WIDTH) and 1
    parameter integer PAIRS             = 0     // 1: two lanes share a multiplier; only for unsigned pixels
) (
    input  wire                                      clk,
    input  wire                                      rst,
    input  wire                                      valid,
    input  wire                                      last,    // last step of a job
    input  wire [KX_WIDTH-1:0]                       kx,
    input  wire signed [WEIGHT_WIDTH-1:0]            weight,
    input  wire [ROWS*WORD_PIXELS*DATA_WIDTH-1:0]    words,
    output wire                                      done,
    output wire [ROWS*COLUMNS*ACCUMULATOR_WIDTH-1:0] sums     // the first row's first column in the low bits
);
    localparam integer OPERAND = (DATA_SIGNED != 0) ? DATA_WIDTH : DATA_WIDTH + 1;
    localparam integer PRODUCT = OPERAND + WEIGHT_WIDTH;
    localparam integer LANES   = ROWS * COLUMNS;
    localparam integer PAIRED  = (PAIRS != 0) ? LANES / 2 * 2 : 0;   // lanes in pairs

    wire [ROWS*COLUMNS*DATA_WIDTH-1:0] pixels;
    wire                               pixels_valid;
    wire                               accumulate;
    reg                                last_a;
    reg                                last_b;
    wire                               unused_first;
    wire                               unused_done;
    reg signed [WEIGHT_WIDTH-1:0]      weight_a;

    winnow_lane_pixels #(
        .DATA_WIDTH(DATA_WIDTH),
        .ROWS(ROWS),
        .COLUMNS(COLUMNS),
        .WORD_PIXELS(WORD_PIXELS),
        .STRIDE(STRIDE),
        .KERNEL_WIDTH(KERNEL_WIDTH),
        .KX_WIDTH(KX_WIDTH)
    ) u_lane_pixels (
        .clk(clk),
        .rst(rst),
        .valid(valid),
        .first(1'b0),
        .last(last),
        .kx(kx),
        .words(words),
        .pixels_valid(pixels_valid),
        .pixels(pixels),
        .accumulate(accumulate),
        .accumulate_first(unused_first),
        .done(unused_done)
    );

    assign done = accumulate && last_b;

    always @(posedge clk) begin
        weight_a <= weight;
        last_a   <= last;
        last_b   <= last_a;
    end

    // products, and what a lane adds besides: the borrow of the one below it in its multiplier
    wire [LANES*PRODUCT-1:0] products;
    wire [LANES-1:0]         borrows;

    genvar i;
    generate
        for (i = 0; i < PAIRED; i = i + 2) begin : gen_pair
            wire signed [PRODUCT-2:0] lower;
            wire signed [PRODUCT-2:0] upper;

            winnow_product_pair #(
                .DATA_WIDTH(DATA_WIDTH),
                .WEIGHT_WIDTH(WEIGHT_WIDTH)
            ) u_products (
                .clk(clk),
                .enable(pixels_valid),
                .lower_pixel(pixels[i*DATA_WIDTH +: DATA_WIDTH]),
                .upper_pixel(pixels[(i+1)*DATA_WIDTH +: DATA_WIDTH]),
                .weight(weight_a),
                .lower(lower),
                .upper(upper),
                .borrow(borrows[i+1])
            );

            assign products[i*PRODUCT +: PRODUCT]     = {lower[PRODUCT-2], lower};
            assign products[(i+1)*PRODUCT +: PRODUCT] = {upper[PRODUCT-2], upper};
            assign borrows[i] = 1'b0;
        end
        for (i = PAIRED; i < LANES; i = i + 1) begin : gen_single
            wire [DATA_WIDTH-1:0]      pixel = pixels[i*DATA_WIDTH +: DATA_WIDTH];
            wire signed [OPERAND-1:0]  operand;
            reg  signed [PRODUCT-1:0]  product_b;

            if (DATA_SIGNED != 0) begin : gen_signed
                assign operand = pixel;
            end else begin : gen_unsigned
                assign operand = {1'b0, pixel};
            end

            always @(posedge clk) begin
                if (pixels_valid) begin
                    product_b <= operand * weight_a;
                end
            end

            assign products[i*PRODUCT +: PRODUCT] = product_b;
            assign borrows[i] = 1'b0;
        end
        for (i = 0; i < LANES; i = i + 1) begin : gen_lane
            wire signed [PRODUCT-1:0]           product = products[i*PRODUCT +: PRODUCT];
            reg  signed [ACCUMULATOR_WIDTH-1:0] accumulator;
            wire signed [ACCUMULATOR_WIDTH-1:0] sum = accumulator
                + {{(ACCUMULATOR_WIDTH - PRODUCT){product[PRODUCT-1]}}, product}
                + {{(ACCUMULATOR_WIDTH - 1){1'b0}}, borrows[i]};

            always @(posedge clk) begin
                if (accumulate) begin
                    accumulator <= sum;
                end
                if (done || rst) begin
                    accumulator <= {ACCUMULATOR_WIDTH{1'b0}};
                end
            end

            assign sums[i*ACCUMULATOR_WIDTH +: ACCUMULATOR_WIDTH] = sum;
        end
    endgenerate
endmodule

`default_nettype wire
