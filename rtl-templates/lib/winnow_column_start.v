// Finds a column's words: its block of columns says where the block's first word is and how many words each column has,
// the first column in the low bits.
`default_nettype none

module winnow_column_start #(
    parameter integer COLUMNS     = 4,   // columns of a block, a power of 2, at least 2
    parameter integer PLACE_WIDTH = 2,   // clog2(COLUMNS)
    parameter integer COUNT_WIDTH = 3,   // bits that hold the words of a column
    parameter integer START_WIDTH = 5    // bits that hold the words of an element, more than COUNT_WIDTH
) (
    input  wire [START_WIDTH+COLUMNS*COUNT_WIDTH-1:0] block,   // start above counts
    input  wire [PLACE_WIDTH-1:0]                     place,   // of the column in its block
    output reg  [START_WIDTH-1:0]                     start,
    output reg  [COUNT_WIDTH-1:0]                     count
);
    integer k;

    always @* begin
        start = block[COLUMNS*COUNT_WIDTH +: START_WIDTH];
        count = {COUNT_WIDTH{1'b0}};
        for (k = 0; k < COLUMNS; k = k + 1) begin
            if (k[PLACE_WIDTH-1:0] < place) begin
                start = start + {{(START_WIDTH - COUNT_WIDTH){1'b0}}, block[k*COUNT_WIDTH +: COUNT_WIDTH]};
            end
            if (k[PLACE_WIDTH-1:0] == place) begin
                count = block[k*COUNT_WIDTH +: COUNT_WIDTH];
            end
        end
    end
endmodule

`default_nettype wire
