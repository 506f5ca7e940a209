// Processing elements that share one part of the weight columns. A frame's beats wait in a queue of their own, since
// groups need not be equally fast; their non-zero activations go to all elements at once, one a clock, as long as
// every element has room.
`default_nettype none

module winnow_column_group #(
    parameter integer ELEMENTS          = 4,    // processing elements
    parameter integer DATA_WIDTH        = 8,    // bits of an activation
    parameter integer DATA_SIGNED       = 0,    // 1: activations are two's complement
    parameter integer VALUES            = 2,    // activations of a beat
    parameter [VALUES-1:0] LAST_MASK    = {VALUES{1'b1}},   // which of them a frame's last beat has
    parameter integer COLUMN_WIDTH      = 5,    // bits of a column, more than PLACE_WIDTH
    parameter integer ROWS              = 4,    // output rows of an element
    parameter integer ROW_WIDTH         = 3,    // bits of a row, at least clog2(ROWS) and 1
    parameter integer CODE_WIDTH        = 4,    // bits of a code
    parameter integer CODES             = 16,   // entries of the codebook
    parameter integer GAP_WIDTH         = 2,    // bits of the gap between two weights of a column
    parameter integer BLOCK_COLUMNS     = 4,    // columns of a block, a power of 2, at least 2
    parameter integer PLACE_WIDTH       = 2,    // clog2(BLOCK_COLUMNS)
    parameter integer COUNT_WIDTH       = 3,    // bits that hold the words of a column
    parameter integer START_WIDTH       = 5,    // bits that hold an element's words, more than COUNT_WIDTH
    parameter integer BLOCK_WIDTH       = 17,   // START_WIDTH + BLOCK_COLUMNS * COUNT_WIDTH
    parameter integer WORD_WIDTH        = 12,   // 2 * (GAP_WIDTH + CODE_WIDTH)
    parameter integer WEIGHT_WIDTH      = 10,   // bits of a weight, two's complement
    parameter integer ACCUMULATOR_WIDTH = 24,   // bits of an accumulator, at least those of a product
    parameter integer BEAT_ADDR_WIDTH   = 4,    // 2**BEAT_ADDR_WIDTH beats wait here
    parameter integer QUEUE_ADDR_WIDTH  = 5,    // 2**QUEUE_ADDR_WIDTH activations wait in an element
    parameter         CODEBOOK_FILE     = ""    // weights, one per code
) (
    input  wire                                  clk,
    input  wire                                  rst,
    input  wire                                  s_valid,         // only while not full
    input  wire [VALUES*DATA_WIDTH-1:0]          s_data,
    input  wire                                  s_last,          // of a frame
    output wire                                  full,
    output wire [COLUMN_WIDTH-PLACE_WIDTH-1:0]   block_address,   // the same for all elements
    input  wire [ELEMENTS*BLOCK_WIDTH-1:0]       block,           // one clock after its address
    output wire [ELEMENTS-1:0]                   word_enable,
    output wire [ELEMENTS*START_WIDTH-1:0]       word_address,
    input  wire [ELEMENTS*WORD_WIDTH-1:0]        word,            // one clock after its address
    input  wire                                  clear,
    input  wire                                  read_bank,
    output wire [ELEMENTS-1:0]                   finished,
    input  wire [ELEMENTS-1:0]                   read_enable,
    input  wire [ELEMENTS*ROW_WIDTH-1:0]         read_row,
    output wire [ELEMENTS*ACCUMULATOR_WIDTH-1:0] read_data,
    input  wire                                  drained
);
    wire                         beat_valid;
    wire                         beat_ready;
    wire                         beat_last;
    wire [VALUES*DATA_WIDTH-1:0] beat_data;
    wire                         unused_popped;

    winnow_fifo #(
        .WIDTH(1 + VALUES * DATA_WIDTH),
        .ADDR_WIDTH(BEAT_ADDR_WIDTH)
    ) u_beats (
        .clk(clk),
        .rst(rst),
        .s_valid(s_valid),
        .s_data({s_last, s_data}),
        .full(full),
        .popped(unused_popped),
        .m_valid(beat_valid),
        .m_ready(beat_ready),
        .m_data({beat_last, beat_data})
    );

    wire [ELEMENTS-1:0]     room;
    wire                    sent;
    wire                    token_valid;
    wire                    token_end;
    wire [COLUMN_WIDTH-1:0] token_column;
    wire [DATA_WIDTH-1:0]   token_activation;

    winnow_nonzero_scan #(
        .WIDTH(DATA_WIDTH),
        .VALUES(VALUES),
        .COLUMN_WIDTH(COLUMN_WIDTH),
        .LAST_MASK(LAST_MASK)
    ) u_scan (
        .clk(clk),
        .rst(rst),
        .s_data(beat_data),
        .s_last(beat_last),
        .s_valid(beat_valid),
        .s_ready(beat_ready),
        .room(&room),
        .sent(sent),
        .m_valid(token_valid),
        .m_end(token_end),
        .m_column(token_column),
        .m_activation(token_activation)
    );

    assign block_address = token_column[COLUMN_WIDTH-1:PLACE_WIDTH];

    // the same when the blocks are there
    reg                   look_valid_reg;
    reg                   look_end_reg;
    reg [PLACE_WIDTH-1:0] look_place_reg;
    reg [DATA_WIDTH-1:0]  look_activation_reg;

    always @(posedge clk) begin
        look_valid_reg      <= token_valid;
        look_end_reg        <= token_end;
        look_place_reg      <= token_column[PLACE_WIDTH-1:0];
        look_activation_reg <= token_activation;
        if (rst) begin
            look_valid_reg <= 1'b0;
        end
    end

    genvar e;
    generate
        for (e = 0; e < ELEMENTS; e = e + 1) begin : gen_element
            winnow_processing_element #(
                .DATA_WIDTH(DATA_WIDTH),
                .DATA_SIGNED(DATA_SIGNED),
                .ROWS(ROWS),
                .ROW_WIDTH(ROW_WIDTH),
                .CODE_WIDTH(CODE_WIDTH),
                .CODES(CODES),
                .GAP_WIDTH(GAP_WIDTH),
                .BLOCK_COLUMNS(BLOCK_COLUMNS),
                .PLACE_WIDTH(PLACE_WIDTH),
                .COUNT_WIDTH(COUNT_WIDTH),
                .START_WIDTH(START_WIDTH),
                .WEIGHT_WIDTH(WEIGHT_WIDTH),
                .ACCUMULATOR_WIDTH(ACCUMULATOR_WIDTH),
                .QUEUE_ADDR_WIDTH(QUEUE_ADDR_WIDTH),
                .CODEBOOK_FILE(CODEBOOK_FILE)
            ) u_element (
                .clk(clk),
                .rst(rst),
                .room(room[e]),
                .sent(sent),
                .s_valid(look_valid_reg),
                .s_end(look_end_reg),
                .s_place(look_place_reg),
                .s_activation(look_activation_reg),
                .block(block[e*BLOCK_WIDTH +: BLOCK_WIDTH]),
                .word_enable(word_enable[e]),
                .word_address(word_address[e*START_WIDTH +: START_WIDTH]),
                .word(word[e*WORD_WIDTH +: WORD_WIDTH]),
                .clear(clear),
                .read_bank(read_bank),
                .finished(finished[e]),
                .read_enable(read_enable[e]),
                .read_row(read_row[e*ROW_WIDTH +: ROW_WIDTH]),
                .read_data(read_data[e*ACCUMULATOR_WIDTH +: ACCUMULATOR_WIDTH]),
                .drained(drained)
            );
        end
    endgenerate
endmodule

`default_nettype wire
