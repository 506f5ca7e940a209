// A small constant table, read without a clock: logic, not a memory block.
`default_nettype none

module winnow_table #(
    parameter integer WIDTH      = 8,   // bits of a row
    parameter integer DEPTH      = 16,  // rows
    parameter integer ADDR_WIDTH = 4,   // bits of an address, at least clog2(DEPTH) and 1
    parameter         FILE       = ""   // $readmemh file of exactly DEPTH words; "" for zeros
) (
    input  wire [ADDR_WIDTH-1:0] address,
    output wire [WIDTH-1:0]      data
);
    localparam integer EXACT_WIDTH = (DEPTH > 1) ? $clog2(DEPTH) : 1;

    reg [WIDTH-1:0] rows [0:DEPTH-1];

    generate
        if (FILE != "") begin : gen_contents
            initial $readmemh(FILE, rows);
        end else begin : gen_zeros
            integer i;
            initial begin
                for (i = 0; i < DEPTH; i = i + 1) begin
                    rows[i] = {WIDTH{1'b0}};
                end
            end
        end
    endgenerate

    assign data = rows[address[EXACT_WIDTH-1:0]];

    wire unused_address = &{1'b0, address};
endmodule

`default_nettype wire
