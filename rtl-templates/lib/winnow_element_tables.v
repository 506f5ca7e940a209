// The two memories that hold a processing element's weights, one clock of latency each. Blocks of columns: where the
// block's words start, and how many each column has; words: two weights each, or one behind a long gap.
`default_nettype none

module winnow_element_tables #(
    parameter integer BLOCKS             = 3,    // blocks of columns
    parameter integer BLOCK_ADDRESS_WIDTH = 2,   // at least clog2(BLOCKS) and 1
    parameter integer BLOCK_WIDTH        = 17,   // bits of a block
    parameter integer WORDS              = 20,   // words of this element
    parameter integer START_WIDTH        = 5,    // bits that hold WORDS
    parameter integer WORD_WIDTH         = 12,   // bits of a word
    parameter         BLOCK_FILE         = "",
    parameter         WORD_FILE          = ""
) (
    input  wire                           clk,
    input  wire [BLOCK_ADDRESS_WIDTH-1:0] block_address,
    output wire [BLOCK_WIDTH-1:0]         block,
    input  wire                           word_enable,     // holds the word while low
    input  wire [START_WIDTH-1:0]         word_address,
    output wire [WORD_WIDTH-1:0]          word
);
    winnow_rom #(
        .WIDTH(BLOCK_WIDTH),
        .DEPTH(BLOCKS),
        .ADDR_WIDTH(BLOCK_ADDRESS_WIDTH),
        .FILE(BLOCK_FILE)
    ) u_blocks (
        .clk(clk),
        .enable(1'b1),
        .address(block_address),
        .data(block)
    );

    winnow_rom #(
        .WIDTH(WORD_WIDTH),
        .DEPTH(WORDS),
        .ADDR_WIDTH(START_WIDTH),
        .FILE(WORD_FILE)
    ) u_words (
        .clk(clk),
        .enable(word_enable),
        .address(word_address),
        .data(word)
    );
endmodule

`default_nettype wire
