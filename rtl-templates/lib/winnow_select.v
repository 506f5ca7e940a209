// Multiplexer over packed words: choice = word `index` of `choices`, the last word if there are not so many: then it
// needs no comparison with their number. The words are an array, so that no tool makes a multiplier of index * WIDTH
// and a simulator only looks up one of them.
`default_nettype none

module winnow_select #(
    parameter integer WIDTH       = 8,  // bits of a word
    parameter integer COUNT       = 3,  // words
    parameter integer INDEX_WIDTH = 2   // at least clog2(COUNT) and 1
) (
    input  wire [INDEX_WIDTH-1:0] index,
    input  wire [COUNT*WIDTH-1:0] choices,
    output wire [WIDTH-1:0]       choice
);
    wire [WIDTH-1:0] words [0:(1<<INDEX_WIDTH)-1];

    genvar i;
    generate
        for (i = 0; i < (1 << INDEX_WIDTH); i = i + 1) begin : gen_word
            if (i < COUNT) begin : gen_choice
                assign words[i] = choices[i*WIDTH +: WIDTH];
            end else begin : gen_last
                assign words[i] = choices[(COUNT-1)*WIDTH +: WIDTH];
            end
        end
    endgenerate

    assign choice = words[index];
endmodule

`default_nettype wire
