// Simple dual-port memory: one write port, one read port, one clock of latency. A read of the word that is being
// written returns the old word or anything: users never look at it. no_rw_check says so to Yosys, which would otherwise
// build the old word's return out of registers where a block RAM does not promise it.
`default_nettype none

module winnow_ram #(
    parameter integer WIDTH      = 8,   // bits of a word
    parameter integer DEPTH      = 16,  // words
    parameter integer ADDR_WIDTH = 4    // bits of an address, at least clog2(DEPTH) and 1
) (
    input  wire                  clk,
    input  wire                  write_enable,
    input  wire [ADDR_WIDTH-1:0] write_address,
    input  wire [WIDTH-1:0]      write_data,
    input  wire                  read_enable,   // holds the output while low
    input  wire [ADDR_WIDTH-1:0] read_address,
    output reg  [WIDTH-1:0]      read_data
);
    localparam integer EXACT_WIDTH = (DEPTH > 1) ? $clog2(DEPTH) : 1;

    (* no_rw_check *) reg [WIDTH-1:0] memory [0:DEPTH-1];

    always @(posedge clk) begin
        if (write_enable) begin
            memory[write_address[EXACT_WIDTH-1:0]] <= write_data;
        end
        if (read_enable) begin
            read_data <= memory[read_address[EXACT_WIDTH-1:0]];
        end
    end

    wire unused_address = &{1'b0, write_address, read_address};
endmodule

`default_nettype wire
