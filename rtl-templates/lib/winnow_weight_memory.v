// The words of a layer's weights: read-only, or, if LOADED, single-port memories that are written at start. These hold
// 16 bits of a word each, as the large memories of an iCE40 UltraPlus do, which have no contents of their own. Loading
// puts 16 bits at a time onto a bus that all such memories watch; each has 2**(LOAD_UNIT_BITS + clog2(DEPTH)) addresses
// from LOAD_FIRST, a multiple of that, on: the words one after the other, of each word its units, the low bits first.
//
// One clock of latency. Nobody reads while words are loaded.
`default_nettype none

module winnow_weight_memory #(
    parameter integer WIDTH          = 8,   // bits of a word; if LOADED, a multiple of 16
    parameter integer DEPTH          = 16,  // words
    parameter integer ADDR_WIDTH     = 4,   // bits of an address, at least clog2(DEPTH) and 1
    parameter         FILE           = "",  // $readmemh file of exactly DEPTH words; "" for zeros; unused if LOADED
    parameter integer LOADED         = 0,   // 1: the words are loaded
    parameter integer LOAD_FIRST     = 0,   // address of the first unit of the first word
    parameter integer LOAD_UNIT_BITS = 0    // clog2 of the units of a word
) (
    input  wire                  clk,
    input  wire                  load_valid,
    input  wire [15:0]           load_address,
    input  wire [15:0]           load_data,
    input  wire                  enable,   // holds the output while low
    input  wire [ADDR_WIDTH-1:0] address,
    output wire [WIDTH-1:0]      data
);
    generate
        if (LOADED != 0) begin : gen_loaded
            localparam integer WORD_BITS   = (DEPTH > 1) ? $clog2(DEPTH) : 1;
            localparam integer REGION_BITS = LOAD_UNIT_BITS + ((DEPTH > 1) ? $clog2(DEPTH) : 0);

            // one clock later than the bus, which is long
            reg                      valid_reg;
            reg  [15:0]              address_reg;
            reg  [15:0]              data_reg;
            wire [15:0]              offset  = address_reg ^ LOAD_FIRST[15:0];
            wire [15:0]              number  = offset >> LOAD_UNIT_BITS;
            wire                     load    = valid_reg && (offset >> REGION_BITS) == 16'd0;

            always @(posedge clk) begin
                valid_reg   <= load_valid;
                address_reg <= load_address;
                data_reg    <= load_data;
            end

            genvar i;
            for (i = 0; i < WIDTH / 16; i = i + 1) begin : gen_unit
                localparam integer UNIT = i;
                wire write = load && (offset ^ (number << LOAD_UNIT_BITS)) == UNIT[15:0];

                winnow_single_port_ram #(
                    .WIDTH(16),
                    .DEPTH(DEPTH),
                    .ADDR_WIDTH(WORD_BITS)
                ) u_memory (
                    .clk(clk),
                    .write(write),
                    .enable(enable),
                    .address(load ? number[WORD_BITS-1:0] : address[WORD_BITS-1:0]),
                    .write_data(data_reg),
                    .read_data(data[16*i +: 16])
                );
            end

            wire unused_number  = &{1'b0, number};
            wire unused_address = &{1'b0, address};
        end else begin : gen_fixed
            winnow_rom #(
                .WIDTH(WIDTH),
                .DEPTH(DEPTH),
                .ADDR_WIDTH(ADDR_WIDTH),
                .FILE(FILE)
            ) u_memory (
                .clk(clk),
                .enable(enable),
                .address(address),
                .data(data)
            );

            wire unused_load = &{1'b0, load_valid, load_address, load_data};
        end
    endgenerate
endmodule

`default_nettype wire
