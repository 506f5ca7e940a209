// ROWS x COLUMNS lanes that take the maximum or the sum of the pixels of a window, one tap per clock. Lane (r, x) takes
// pixel x * STRIDE + kx of row r's word. Three clocks, as winnow_mac_lanes. Pixels outside the map arrive as the least
// value (maximum) or 0 (sum), so that they change nothing.
`default_nettype none

module winnow_pool_lanes #(
    parameter integer DATA_WIDTH        = 8,   // bits of a pixel
    parameter integer DATA_SIGNED       = 0,   // 1: pixels are two's complement
    parameter integer SUM               = 0,   // 1: sum of the window, 0: maximum
    parameter integer ACCUMULATOR_WIDTH = 8,   // bits of a lane's result: DATA_WIDTH, for a sum as many as it needs
    parameter integer ROWS              = 2,   // rows of a tile
    parameter integer COLUMNS           = 2,   // columns of a tile
    parameter integer WORD_PIXELS       = 4,   // pixels of a row's word
    parameter integer STRIDE            = 2,   // pixels from one lane to the next
    parameter integer KERNEL_WIDTH      = 2,   // taps of a row
    parameter integer KX_WIDTH          = 1    // at least clog2(KERNEL_WIDTH) and 1
) (
    input  wire                                      clk,
    input  wire                                      rst,
    input  wire                                      valid,
    input  wire                                      first,   // first step of a job
    input  wire                                      last,    // last step of a job
    input  wire [KX_WIDTH-1:0]                       kx,
    input  wire [ROWS*WORD_PIXELS*DATA_WIDTH-1:0]    words,
    output wire                                      done,
    output wire [ROWS*COLUMNS*ACCUMULATOR_WIDTH-1:0] accumulators   // the first row's first column in the low bits
);
    localparam integer EXTENSION = ACCUMULATOR_WIDTH - DATA_WIDTH;

    wire [ROWS*COLUMNS*DATA_WIDTH-1:0] pixels;
    wire                               pixels_valid;
    wire                               accumulate;
    wire                               accumulate_first;

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
        .first(first),
        .last(last),
        .kx(kx),
        .words(words),
        .pixels_valid(pixels_valid),
        .pixels(pixels),
        .accumulate(accumulate),
        .accumulate_first(accumulate_first),
        .done(done)
    );

    genvar r;
    genvar x;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : gen_row
            for (x = 0; x < COLUMNS; x = x + 1) begin : gen_lane
                wire [DATA_WIDTH-1:0]        pixel = pixels[(r*COLUMNS+x)*DATA_WIDTH +: DATA_WIDTH];
                wire [ACCUMULATOR_WIDTH-1:0] extended;
                reg  [ACCUMULATOR_WIDTH-1:0] pixel_b;
                reg  [ACCUMULATOR_WIDTH-1:0] accumulator;
                wire [ACCUMULATOR_WIDTH-1:0] combined;

                if (DATA_SIGNED != 0) begin : gen_signed
                    assign extended = {{EXTENSION{pixel[DATA_WIDTH-1]}}, pixel};
                end else begin : gen_unsigned
                    assign extended = {{EXTENSION{1'b0}}, pixel};
                end

                if (SUM != 0) begin : gen_sum
                    assign combined = accumulator + pixel_b;
                end else begin : gen_maximum
                    wire greater = (DATA_SIGNED != 0) ? $signed(pixel_b) > $signed(accumulator)
                                                      : pixel_b > accumulator;
                    assign combined = greater ? pixel_b : accumulator;
                end

                always @(posedge clk) begin
                    if (pixels_valid) begin
                        pixel_b <= extended;
                    end
                    if (accumulate) begin
                        accumulator <= accumulate_first ? pixel_b : combined;
                    end
                end

                assign accumulators[(r*COLUMNS+x)*ACCUMULATOR_WIDTH +: ACCUMULATOR_WIDTH] = accumulator;
            end
        end
    endgenerate
endmodule

`default_nettype wire
