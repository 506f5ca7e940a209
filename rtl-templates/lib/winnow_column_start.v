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
    output wire [START_WIDTH-1:0]                     start,
    output reg  [COUNT_WIDTH-1:0]                     count
);
    localparam integer OFFSET_WIDTH = COUNT_WIDTH + PLACE_WIDTH;

    reg  [OFFSET_WIDTH-1:0]             offset;        // words of the columns before it
    wire [START_WIDTH+OFFSET_WIDTH-1:0] wide_offset = {{START_WIDTH{1'b0}}, offset};
    wire                                unused_offset = &{1'b0, wide_offset};
    integer k;

    always @* begin
        offset = {OFFSET_WIDTH{1'b0}};
        count  = {COUNT_WIDTH{1'b0}};
        for (k = 0; k < COLUMNS; k = k + 1) begin
            if (k[PLACE_WIDTH-1:0] < place) begin
                offset = offset + {{PLACE_WIDTH{1'b0}}, block[k*COUNT_WIDTH +: COUNT_WIDTH]};
            end
            if (k[PLACE_WIDTH-1:0] == place) begin
                count = block[k*COUNT_WIDTH +: COUNT_WIDTH];
            end
        end
    end

    assign start = block[COLUMNS*COUNT_WIDTH +: START_WIDTH] + wide_offset[START_WIDTH-1:0];
endmodule

`default_nettype wire
