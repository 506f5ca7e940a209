// Multiplexer over packed words: choice = word `index` of `choices`, zeros if there is no such word. Written as a
// comparison per word, so that no tool makes a multiplier of index * WIDTH.
`default_nettype none

module winnow_select #(
    parameter integer WIDTH       = 8,  // bits of a word
    parameter integer COUNT       = 3,  // words
    parameter integer INDEX_WIDTH = 2   // at least clog2(COUNT) and 1
) (
    input  wire [INDEX_WIDTH-1:0] index,
    input  wire [COUNT*WIDTH-1:0] choices,
    output reg  [WIDTH-1:0]       choice
);
    integer i;

    always @* begin
        choice = {WIDTH{1'b0}};
        for (i = 0; i < COUNT; i = i + 1) begin
            if (index == i[INDEX_WIDTH-1:0]) begin
                choice = choice | choices[i*WIDTH +: WIDTH];
            end
        end
    end
endmodule

`default_nettype wire
