// When all processing elements of a fully-connected layer are finished, reads their accumulators in the order of the
// output rows, which a memory maps to (element, row of the element); then lets the elements start their next frame.
`default_nettype none

module winnow_accumulator_reader #(
    parameter integer ELEMENTS      = 4,    // processing elements
    parameter integer ELEMENT_WIDTH = 2,    // at least clog2(ELEMENTS) and 1
    parameter integer ROW_WIDTH     = 3,    // bits of a row of an element
    parameter integer OUTPUTS       = 10,   // output rows
    parameter integer OUTPUT_WIDTH  = 4,    // at least clog2(OUTPUTS) and 1
    parameter integer WIDTH         = 24,   // bits of an accumulator
    parameter integer CREDIT_WIDTH  = 5,    // the output FIFO holds 2**(CREDIT_WIDTH - 1) values
    parameter         ORDER_FILE    = ""    // per output: element above row
) (
    input  wire                      clk,
    input  wire                      rst,
    input  wire [ELEMENTS-1:0]       finished,
    output reg                       restart,
    output wire [ELEMENTS-1:0]       read_enable,
    output wire [ROW_WIDTH-1:0]      read_row,
    input  wire [ELEMENTS*WIDTH-1:0] read_data,
    input  wire                      popped,      // a value left the output FIFO's memory
    output reg                       m_valid,
    output reg  [WIDTH-1:0]          m_value,
    output reg  [OUTPUT_WIDTH-1:0]   m_channel,
    output reg                       m_last
);
    localparam integer OUTPUT_LAST = OUTPUTS - 1;
    localparam integer CREDITS     = 1 << (CREDIT_WIDTH - 1);

    reg [CREDIT_WIDTH-1:0]   credit_reg;
    reg                      done_reg;      // all rows are requested; wait for the elements to start again
    reg [OUTPUT_WIDTH-1:0]   output_reg;
    reg                      valid_a;
    reg [OUTPUT_WIDTH-1:0]   output_a;
    wire [ELEMENT_WIDTH-1:0] element_a;
    reg                      valid_b;
    reg [OUTPUT_WIDTH-1:0]   output_b;
    reg [ELEMENT_WIDTH-1:0]  element_b;
    wire [WIDTH-1:0]         value_b;

    wire last    = output_reg == OUTPUT_LAST[OUTPUT_WIDTH-1:0];
    wire request = (&finished) && !done_reg && credit_reg != {CREDIT_WIDTH{1'b0}};

    winnow_rom #(
        .WIDTH(ELEMENT_WIDTH + ROW_WIDTH),
        .DEPTH(OUTPUTS),
        .ADDR_WIDTH(OUTPUT_WIDTH),
        .FILE(ORDER_FILE)
    ) u_order (
        .clk(clk),
        .enable(1'b1),
        .address(output_reg),
        .data({element_a, read_row})
    );

    winnow_select #(
        .WIDTH(WIDTH),
        .COUNT(ELEMENTS),
        .INDEX_WIDTH(ELEMENT_WIDTH)
    ) u_value (
        .index(element_b),
        .choices(read_data),
        .choice(value_b)
    );

    genvar e;
    generate
        for (e = 0; e < ELEMENTS; e = e + 1) begin : gen_element
            localparam integer ELEMENT = e;
            assign read_enable[e] = valid_a && element_a == ELEMENT[ELEMENT_WIDTH-1:0];
        end
    endgenerate

    always @(posedge clk) begin
        credit_reg <= credit_reg + {{(CREDIT_WIDTH - 1){1'b0}}, popped}
            - {{(CREDIT_WIDTH - 1){1'b0}}, request};
        if (request) begin
            output_reg <= last ? {OUTPUT_WIDTH{1'b0}} : output_reg + 1'b1;
        end
        done_reg  <= (done_reg || (request && last)) && !restart;
        valid_a   <= request;
        output_a  <= output_reg;
        valid_b   <= valid_a;
        output_b  <= output_a;
        element_b <= element_a;
        m_valid   <= valid_b;
        m_value   <= value_b;
        m_channel <= output_b;
        m_last    <= output_b == OUTPUT_LAST[OUTPUT_WIDTH-1:0];
        restart   <= valid_b && output_b == OUTPUT_LAST[OUTPUT_WIDTH-1:0];
        if (rst) begin
            credit_reg <= CREDITS[CREDIT_WIDTH-1:0];
            done_reg   <= 1'b0;
            output_reg <= {OUTPUT_WIDTH{1'b0}};
            valid_a    <= 1'b0;
            valid_b    <= 1'b0;
            m_valid    <= 1'b0;
            restart    <= 1'b0;
        end
    end
endmodule

`default_nettype wire
