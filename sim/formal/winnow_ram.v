// The memory as the proofs see it, in place of the library's: a read of the word that is being written returns
// anything, and no write may be out of range.
`default_nettype none

module winnow_ram #(
    parameter integer WIDTH      = 8,
    parameter integer DEPTH      = 16,
    parameter integer ADDR_WIDTH = 4
) (
    input  wire                  clk,
    input  wire                  write_enable,
    input  wire [ADDR_WIDTH-1:0] write_address,
    input  wire [WIDTH-1:0]      write_data,
    input  wire                  read_enable,
    input  wire [ADDR_WIDTH-1:0] read_address,
    output reg  [WIDTH-1:0]      read_data
);
    localparam integer EXACT_WIDTH = (DEPTH > 1) ? $clog2(DEPTH) : 1;

    reg [WIDTH-1:0] memory [0:DEPTH-1];
    reg             started = 1'b0;
    (* anyseq *) reg [WIDTH-1:0] anything;

    wire collision = write_enable && write_address[EXACT_WIDTH-1:0] == read_address[EXACT_WIDTH-1:0];

    always @(posedge clk) begin
        started <= 1'b1;
        if (write_enable) begin
            memory[write_address[EXACT_WIDTH-1:0]] <= write_data;
        end
        if (read_enable) begin
            read_data <= collision ? anything : memory[read_address[EXACT_WIDTH-1:0]];
        end
    end

    always @* begin
        if (started && write_enable) begin
            assert (write_address < DEPTH);
        end
    end
endmodule

`default_nettype wire
