// A step's tap (line-buffer word, ky, kx) where no table is needed: the position within the output
// channel is the channel above ky above kx, with as many bits for ky and kx as the kernel needs. One clock of latency,
// never stalls. Where a word of the line buffer is a pixel, the word is the channel above kx.
`default_nettype none

module winnow_tap_fields #(
    parameter integer POSITION_WIDTH = 10,  // bits of a position, at least those of each field
    parameter integer KERNEL_HEIGHT  = 5,   // rows of the kernel
    parameter integer KERNEL_WIDTH   = 4,   // columns of the kernel
    parameter integer PIXEL_WORDS    = 0,   // 1: a word is a pixel; then KERNEL_WIDTH is a power of two
    parameter integer WORD_WIDTH     = 4,   // bits of a word's number
    parameter integer KY_WIDTH       = 3,   // bits of a row of the kernel, at least 1
    parameter integer KX_WIDTH       = 2    // bits of a column of the kernel, at least 1
) (
    input  wire                      clk,
    input  wire [POSITION_WIDTH-1:0] step_position,
    output reg  [WORD_WIDTH-1:0]     word,
    output reg  [KY_WIDTH-1:0]       ky,
    output reg  [KX_WIDTH-1:0]       kx
);
    localparam integer KY_BITS = $clog2(KERNEL_HEIGHT);   // 0 if there is but one row
    localparam integer KX_BITS = $clog2(KERNEL_WIDTH);

    wire [POSITION_WIDTH-1:0] rows     = step_position >> KX_BITS;
    wire [POSITION_WIDTH-1:0] channels = rows >> KY_BITS;
    wire [POSITION_WIDTH-1:0] row      = rows ^ (channels << KY_BITS);
    wire [POSITION_WIDTH-1:0] column   = step_position ^ (rows << KX_BITS);

    wire [POSITION_WIDTH-1:0] words    = (PIXEL_WORDS != 0) ? ((channels << KX_BITS) | column) : channels;

    always @(posedge clk) begin
        word <= words[WORD_WIDTH-1:0];
        ky   <= row[KY_WIDTH-1:0];
        kx   <= (PIXEL_WORDS != 0) ? {KX_WIDTH{1'b0}} : column[KX_WIDTH-1:0];
    end

    wire unused_fields = &{1'b0, words, row, column};
endmodule

`default_nettype wire
