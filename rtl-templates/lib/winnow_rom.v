// Read-only memory, one clock of latency; infers block or distributed RAM.
`default_nettype none

module winnow_rom #(
    parameter integer WIDTH      = 8,   // bits of a word
    parameter integer DEPTH      = 16,  // words
    parameter integer ADDR_WIDTH = 4,   // bits of an address, at least clog2(DEPTH) and 1
    parameter         FILE       = ""   // $readmemh file of exactly DEPTH words; "" for zeros
) (
    input  wire                  clk,
    input  wire                  enable,   // holds the output while low
    input  wire [ADDR_WIDTH-1:0] address,
    output reg  [WIDTH-1:0]      data
);
    localparam integer EXACT_WIDTH = (DEPTH > 1) ? $clog2(DEPTH) : 1;

    reg [WIDTH-1:0] memory [0:DEPTH-1];

    generate
        if (FILE != "") begin : gen_contents
            initial $readmemh(FILE, memory);
        end else begin : gen_zeros
            integer i;
            initial begin
                for (i = 0; i < DEPTH; i = i + 1) begin
                    memory[i] = {WIDTH{1'b0}};
                end
            end
        end
    endgenerate

    always @(posedge clk) begin
        if (enable) begin
            data <= memory[address[EXACT_WIDTH-1:0]];
        end
    end

    wire unused_address = &{1'b0, address};
endmodule

`default_nettype wire
