// What all lanes of a tile have in common: lane (r, x) takes pixel x * STRIDE + kx of row r's word, one clock later;
// two clocks later the lanes accumulate; three clocks later the accumulators of a job whose last step this was are
// complete.
`default_nettype none

module winnow_lane_pixels #(
    parameter integer DATA_WIDTH   = 8,   // bits of a pixel
    parameter integer ROWS         = 2,   // rows of a tile
    parameter integer COLUMNS      = 2,   // columns of a tile
    parameter integer WORD_PIXELS  = 4,   // pixels of a row's word
    parameter integer STRIDE       = 1,   // pixels from one lane to the next
    parameter integer KERNEL_WIDTH = 3,   // taps of a row
    parameter integer KX_WIDTH     = 2    // at least clog2(KERNEL_WIDTH) and 1
) (
    input  wire                                   clk,
    input  wire                                   rst,
    input  wire                                   valid,
    input  wire                                   first,              // first step of a job
    input  wire                                   last,               // last step of a job
    input  wire [KX_WIDTH-1:0]                    kx,
    input  wire [ROWS*WORD_PIXELS*DATA_WIDTH-1:0] words,
    output reg                                    pixels_valid,       // one clock later
    output wire [ROWS*COLUMNS*DATA_WIDTH-1:0]     pixels,             // one clock later
    output reg                                    accumulate,         // two clocks later
    output reg                                    accumulate_first,   // two clocks later
    output reg                                    done                // three clocks later
);
    localparam integer WORD   = WORD_PIXELS * DATA_WIDTH;
    localparam integer ROW    = COLUMNS * DATA_WIDTH;
    localparam integer SHIFTS = $clog2(KERNEL_WIDTH);

    reg first_a;
    reg last_a;
    reg last_b;

    always @(posedge clk) begin
        pixels_valid     <= valid;
        first_a          <= first;
        last_a           <= last;
        accumulate       <= pixels_valid;
        accumulate_first <= first_a;
        last_b           <= last_a;
        done             <= accumulate && last_b;
        if (rst) begin
            pixels_valid <= 1'b0;
            accumulate   <= 1'b0;
            done         <= 1'b0;
        end
    end

    // with a stride beyond the kernel no lane takes some of the pixels
    wire unused_words = &{1'b0, words, kx};

    // A row's word moves down by kx pixels, then each lane finds its pixel at its own place. The longest move comes
    // first: no lane needs what would come from beyond the word, so these places keep what they have, and most of the
    // multiplexers of the longest move are not there at all.
    genvar r;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : gen_row
            wire [WORD-1:0] word = words[r*WORD +: WORD];
            reg  [ROW-1:0]  row_reg;

            always @(posedge clk) begin : move
                reg [WORD-1:0] moved;
                integer        i;
                integer        p;

                if (valid) begin
                    moved = word;
                    for (i = SHIFTS - 1; i >= 0; i = i - 1) begin
                        for (p = 0; p + (1 << i) < WORD_PIXELS; p = p + 1) begin
                            if (kx[i]) begin
                                moved[p*DATA_WIDTH +: DATA_WIDTH] = moved[(p+(1<<i))*DATA_WIDTH +: DATA_WIDTH];
                            end
                        end
                    end
                    for (i = 0; i < COLUMNS; i = i + 1) begin
                        row_reg[i*DATA_WIDTH +: DATA_WIDTH] <= moved[i*STRIDE*DATA_WIDTH +: DATA_WIDTH];
                    end
                end
            end
            assign pixels[r*ROW +: ROW] = row_reg;
        end
    endgenerate
endmodule

`default_nettype wire
