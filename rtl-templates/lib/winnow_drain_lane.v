// Reads one value of every beat of outputs from the elements that hold it: a memory says which element and which of its
// rows. The value is there three clocks after the beat's number.
`default_nettype none

module winnow_drain_lane #(
    parameter integer ELEMENTS      = 4,    // processing elements of this lane
    parameter integer ELEMENT_WIDTH = 2,    // at least clog2(ELEMENTS) and 1
    parameter integer ROW_WIDTH     = 3,    // bits of a row of an element
    parameter integer BEATS         = 10,   // beats of outputs of a frame
    parameter integer BEAT_WIDTH    = 4,    // at least clog2(BEATS) and 1
    parameter integer WIDTH         = 24,   // bits of an accumulator
    parameter         ORDER_FILE    = ""    // per beat: element above row
) (
    input  wire                          clk,
    input  wire [BEAT_WIDTH-1:0]         beat,
    input  wire                          read_valid,    // one clock after a beat that is meant
    input  wire                          clear,
    input  wire [ROW_WIDTH-1:0]          clear_row,
    output wire [ELEMENTS-1:0]           read_enable,
    output wire [ELEMENTS*ROW_WIDTH-1:0] read_row,
    input  wire [ELEMENTS*WIDTH-1:0]     read_data,     // one clock after read_enable
    output reg  [WIDTH-1:0]              value
);
    wire [ELEMENT_WIDTH-1:0] element;
    wire [ROW_WIDTH-1:0]     row;
    reg  [ELEMENT_WIDTH-1:0] element_reg;
    wire [WIDTH-1:0]         choice;

    winnow_rom #(
        .WIDTH(ELEMENT_WIDTH + ROW_WIDTH),
        .DEPTH(BEATS),
        .ADDR_WIDTH(BEAT_WIDTH),
        .FILE(ORDER_FILE)
    ) u_order (
        .clk(clk),
        .enable(1'b1),
        .address(beat),
        .data({element, row})
    );

    winnow_select #(
        .WIDTH(WIDTH),
        .COUNT(ELEMENTS),
        .INDEX_WIDTH(ELEMENT_WIDTH)
    ) u_value (
        .index(element_reg),
        .choices(read_data),
        .choice(choice)
    );

    assign read_row = {ELEMENTS{clear ? clear_row : row}};

    genvar e;
    generate
        for (e = 0; e < ELEMENTS; e = e + 1) begin : gen_element
            localparam integer ELEMENT = e;
            assign read_enable[e] = read_valid && element == ELEMENT[ELEMENT_WIDTH-1:0];
        end
    endgenerate

    always @(posedge clk) begin
        element_reg <= element;
        value       <= choice;
    end
endmodule

`default_nettype wire
