// One processing element of a fully-connected layer: it owns some of the output rows. It takes broadcast activations
// from a queue, walks through its part of the activation's weight column, one (relative row, code) entry a clock, and
// adds weight x activation to the row's accumulator; a product needs not wait for its predecessor in the same row.
// After a frame's end it says `finished` and holds still while its accumulators are read, and thereby cleared.
`default_nettype none

module winnow_processing_element #(
    parameter integer DATA_WIDTH        = 8,    // bits of an activation
    parameter integer DATA_SIGNED       = 0,    // 1: activations are two's complement
    parameter integer COLUMNS           = 10,   // columns of the weight matrix
    parameter integer COLUMN_WIDTH      = 4,    // at least clog2(COLUMNS) and 1
    parameter integer ROWS              = 4,    // output rows of this element
    parameter integer ROW_WIDTH         = 3,    // bits of a row, at least INDEX_WIDTH and clog2(ROWS)
    parameter integer CODE_WIDTH        = 4,    // bits of a code
    parameter integer CODES             = 16,   // entries of the codebook
    parameter integer INDEX_WIDTH       = 2,    // bits of a relative row index
    parameter integer ENTRIES           = 20,   // entries of this element
    parameter integer COUNT_WIDTH       = 3,    // bits that hold the entries of a column
    parameter integer START_WIDTH       = 5,    // bits that hold ENTRIES
    parameter integer WEIGHT_WIDTH      = 10,   // bits of a weight, two's complement
    parameter integer ACCUMULATOR_WIDTH = 24,   // bits of an accumulator, at least those of a product
    parameter integer QUEUE_ADDR_WIDTH  = 3,    // the queue holds 2**QUEUE_ADDR_WIDTH activations
    parameter         COLUMN_FILE       = "",   // per column: start above count
    parameter         ENTRY_FILE        = "",   // entries: index above code
    parameter         CODEBOOK_FILE     = ""    // weights, one per code
) (
    input  wire                         clk,
    input  wire                         rst,
    input  wire                         s_valid,
    output wire                         s_full,
    input  wire                         s_end,
    input  wire [COLUMN_WIDTH-1:0]      s_column,
    input  wire [DATA_WIDTH-1:0]        s_activation,
    output reg                          finished,      // all of the frame is accumulated
    input  wire                         restart,       // pulse: all rows were read
    input  wire                         read_enable,   // only while finished: read a row and clear it
    input  wire [ROW_WIDTH-1:0]         read_row,
    output wire [ACCUMULATOR_WIDTH-1:0] read_data      // one clock later
);
    localparam integer OPERAND  = (DATA_SIGNED != 0) ? DATA_WIDTH : DATA_WIDTH + 1;
    localparam integer PRODUCT  = OPERAND + WEIGHT_WIDTH;
    localparam integer ROW_LAST = ROWS - 1;

    // queue
    wire                    token_valid;
    wire                    token_ready;
    wire                    token_end;
    wire [COLUMN_WIDTH-1:0] token_column;
    wire [DATA_WIDTH-1:0]   token_activation;
    wire                    unused_popped;

    winnow_fifo #(
        .WIDTH(1 + COLUMN_WIDTH + DATA_WIDTH),
        .ADDR_WIDTH(QUEUE_ADDR_WIDTH)
    ) u_queue (
        .clk(clk),
        .rst(rst),
        .s_valid(s_valid),
        .s_data({s_end, s_column, s_activation}),
        .full(s_full),
        .popped(unused_popped),
        .m_valid(token_valid),
        .m_ready(token_ready),
        .m_data({token_end, token_column, token_activation})
    );

    // column: where its entries start and how many they are
    reg                    column_valid_reg;
    reg                    column_end_reg;
    reg                    column_zero_reg;
    reg [DATA_WIDTH-1:0]   column_activation_reg;
    reg                    ended_reg;       // the frame's end left the queue; the next frame waits
    wire                   column_ready;
    wire [START_WIDTH-1:0] column_start;
    wire [COUNT_WIDTH-1:0] column_count;
    wire                   take = token_valid && token_ready;

    assign token_ready = (!column_valid_reg || column_ready) && !ended_reg;

    winnow_rom #(
        .WIDTH(START_WIDTH + COUNT_WIDTH),
        .DEPTH(COLUMNS),
        .ADDR_WIDTH(COLUMN_WIDTH),
        .FILE(COLUMN_FILE)
    ) u_columns (
        .clk(clk),
        .enable(take),
        .address(token_column),
        .data({column_start, column_count})
    );

    // entries
    wire                  step_valid;
    wire                  unused_first;
    wire                  step_last;
    wire                  step_empty;
    wire [ROW_WIDTH-1:0]  step_row;
    wire [CODE_WIDTH-1:0] step_code;
    wire                  step_end;
    wire [DATA_WIDTH-1:0] step_activation;

    winnow_relative_decoder #(
        .CODE_WIDTH(CODE_WIDTH),
        .INDEX_WIDTH(INDEX_WIDTH),
        .POSITION_WIDTH(ROW_WIDTH),
        .ENTRIES(ENTRIES),
        .COUNT_WIDTH(COUNT_WIDTH),
        .START_WIDTH(START_WIDTH),
        .TAG_WIDTH(1 + DATA_WIDTH),
        .FILE(ENTRY_FILE)
    ) u_decoder (
        .clk(clk),
        .rst(rst),
        .job_valid(column_valid_reg),
        .job_ready(column_ready),
        .job_start(column_start),
        .job_count(column_zero_reg ? {COUNT_WIDTH{1'b0}} : column_count),
        .job_tag({column_end_reg, column_activation_reg}),
        .step_valid(step_valid),
        .step_ready(1'b1),
        .step_first(unused_first),
        .step_last(step_last),
        .step_empty(step_empty),
        .step_position(step_row),
        .step_code(step_code),
        .step_tag({step_end, step_activation})
    );

    // weight
    wire signed [WEIGHT_WIDTH-1:0] weight;
    reg                            valid_b;
    reg [ROW_WIDTH-1:0]            row_b;
    reg signed [OPERAND-1:0]       activation_b;
    wire signed [OPERAND-1:0]      operand;

    generate
        if (DATA_SIGNED != 0) begin : gen_signed
            assign operand = step_activation;
        end else begin : gen_unsigned
            assign operand = {1'b0, step_activation};
        end
    endgenerate

    winnow_rom #(
        .WIDTH(WEIGHT_WIDTH),
        .DEPTH(CODES),
        .ADDR_WIDTH(CODE_WIDTH),
        .FILE(CODEBOOK_FILE)
    ) u_codebook (
        .clk(clk),
        .enable(1'b1),
        .address(step_code),
        .data(weight)
    );

    // product, accumulator
    reg                          valid_c;
    reg [ROW_WIDTH-1:0]          row_c;
    reg signed [PRODUCT-1:0]     product_c;
    reg                          valid_d;
    reg [ROW_WIDTH-1:0]          row_d;
    reg [ACCUMULATOR_WIDTH-1:0]  sum_d;
    reg                          clear_reg;       // sets all accumulators to 0 after a reset
    reg [ROW_WIDTH-1:0]          clear_row_reg;
    reg                          read_reg;
    wire [ACCUMULATOR_WIDTH-1:0] stored;
    wire                         recent = valid_d && row_d == row_c;
    wire [ACCUMULATOR_WIDTH-1:0] sum = (recent ? sum_d : stored)
        + {{(ACCUMULATOR_WIDTH - PRODUCT){product_c[PRODUCT-1]}}, product_c};
    wire                         end_done;

    assign read_data = stored;

    winnow_ram #(
        .WIDTH(ACCUMULATOR_WIDTH),
        .DEPTH(ROWS),
        .ADDR_WIDTH(ROW_WIDTH)
    ) u_accumulators (
        .clk(clk),
        .write_enable(valid_c || clear_reg || read_reg),
        .write_address(valid_c ? row_c : clear_row_reg),
        .write_data(valid_c ? sum : {ACCUMULATOR_WIDTH{1'b0}}),
        .read_enable(1'b1),
        .read_address(finished ? read_row : row_b),
        .read_data(stored)
    );

    winnow_valid_delay #(
        .CLOCKS(3)
    ) u_end (
        .clk(clk),
        .rst(rst),
        .in(step_valid && step_last && step_end),
        .out(end_done)
    );

    always @(posedge clk) begin
        if (take) begin
            column_end_reg        <= token_end;
            column_zero_reg       <= token_activation == {DATA_WIDTH{1'b0}};
            column_activation_reg <= token_activation;
        end
        column_valid_reg <= take || (column_valid_reg && !column_ready);
        ended_reg        <= (ended_reg || clear_reg || (take && token_end)) && !restart
            && !(clear_reg && clear_row_reg == ROW_LAST[ROW_WIDTH-1:0]);
        finished         <= (finished || end_done) && !restart;

        valid_b      <= step_valid && !step_empty;
        row_b        <= step_row;
        activation_b <= operand;
        valid_c      <= valid_b;
        row_c        <= row_b;
        product_c    <= activation_b * weight;
        valid_d      <= valid_c;
        row_d        <= row_c;
        sum_d        <= sum;

        read_reg <= read_enable;
        if (read_enable) begin
            clear_row_reg <= read_row;
        end else if (clear_reg) begin
            clear_row_reg <= clear_row_reg + 1'b1;
        end
        clear_reg <= clear_reg && clear_row_reg != ROW_LAST[ROW_WIDTH-1:0];

        if (rst) begin
            column_valid_reg <= 1'b0;
            ended_reg        <= 1'b1;
            finished         <= 1'b0;
            valid_b          <= 1'b0;
            valid_c          <= 1'b0;
            valid_d          <= 1'b0;
            read_reg         <= 1'b0;
            clear_reg        <= 1'b1;
            clear_row_reg    <= {ROW_WIDTH{1'b0}};
        end
    end
endmodule

`default_nettype wire
