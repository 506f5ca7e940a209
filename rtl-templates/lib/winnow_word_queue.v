// A queue of four words whose first two are visible; up to two may leave in a clock. A word that is pushed can be seen
// one clock later. The user keeps count of the room; there is no flag for it.
`default_nettype none

module winnow_word_queue #(
    parameter integer WIDTH = 8   // bits of a word
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             push,
    input  wire [WIDTH-1:0] push_data,
    input  wire             pop_one,
    input  wire             pop_two,    // not together with pop_one
    output wire             have_one,
    output wire             have_two,
    output wire [WIDTH-1:0] first,
    output wire [WIDTH-1:0] second
);
    reg [2:0]       count_reg;
    reg [WIDTH-1:0] word0_reg;
    reg [WIDTH-1:0] word1_reg;
    reg [WIDTH-1:0] word2_reg;
    reg [WIDTH-1:0] word3_reg;

    wire [2:0] left = count_reg - {1'b0, pop_two, pop_one};   // words that stay

    assign have_one = count_reg != 3'd0;
    assign have_two = count_reg > 3'd1;
    assign first    = word0_reg;
    assign second   = word1_reg;

    // a new word is written to all places behind those that stay, so no place is without a value after the first word
    always @(posedge clk) begin
        if (push && left == 3'd0) begin
            word0_reg <= push_data;
        end else if (pop_one) begin
            word0_reg <= word1_reg;
        end else if (pop_two) begin
            word0_reg <= word2_reg;
        end
        if (push && left <= 3'd1) begin
            word1_reg <= push_data;
        end else if (pop_one) begin
            word1_reg <= word2_reg;
        end else if (pop_two) begin
            word1_reg <= word3_reg;
        end
        if (push && left <= 3'd2) begin
            word2_reg <= push_data;
        end else if (pop_one) begin
            word2_reg <= word3_reg;
        end
        if (push) begin
            word3_reg <= push_data;
        end
        count_reg <= left + {2'd0, push};
        if (rst) begin
            count_reg <= 3'd0;
        end
    end
endmodule

`default_nettype wire
