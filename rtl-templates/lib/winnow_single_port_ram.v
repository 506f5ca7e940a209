// Single-port memory without contents at start, one clock of latency: what a device's largest memories can be (the
// single-port RAM of an iCE40 UltraPlus, for which Yosys wants the memory's attribute ram_style to be "huge").
`default_nettype none

module winnow_single_port_ram #(
    parameter integer WIDTH      = 16,  // bits of a word
    parameter integer DEPTH      = 16,  // words
    parameter integer ADDR_WIDTH = 4    // bits of an address, at least clog2(DEPTH) and 1
) (
    input  wire                  clk,
    input  wire                  write,
    input  wire                  enable,     // read; holds the output while low; not together with write
    input  wire [ADDR_WIDTH-1:0] address,
    input  wire [WIDTH-1:0]      write_data,
    output reg  [WIDTH-1:0]      read_data
);
    localparam integer EXACT_WIDTH = (DEPTH > 1) ? $clog2(DEPTH) : 1;

    reg [WIDTH-1:0] memory [0:DEPTH-1];

    always @(posedge clk) begin
        if (write) begin
            memory[address[EXACT_WIDTH-1:0]] <= write_data;
        end else if (enable) begin
            read_data <= memory[address[EXACT_WIDTH-1:0]];
        end
    end

    wire unused_address = &{1'b0, address};
endmodule

`default_nettype wire
