// One processing element of a fully-connected layer: it owns some of the output rows. Of the activations that its group
// broadcasts it queues those whose column has a weight here, walks through the column, one weight a clock, and adds
// weight x activation to the row's accumulator; a product needs not wait for its predecessor in the same row. There are
// two banks of accumulators: one works on a frame while the other, finished, is read and thereby cleared.
`default_nettype none

module winnow_processing_element #(
    parameter integer DATA_WIDTH        = 8,    // bits of an activation
    parameter integer DATA_SIGNED       = 0,    // 1: activations are two's complement
    parameter integer ROWS              = 4,    // output rows of this element
    parameter integer ROW_WIDTH         = 3,    // bits of a row, at least clog2(ROWS) and 1
    parameter integer CODE_WIDTH        = 4,    // bits of a code
    parameter integer CODES             = 16,   // entries of the codebook
    parameter integer GAP_WIDTH         = 2,    // bits of the gap between two weights of a column
    parameter integer BLOCK_COLUMNS     = 4,    // columns of a block, a power of 2, at least 2
    parameter integer PLACE_WIDTH       = 2,    // clog2(BLOCK_COLUMNS)
    parameter integer COUNT_WIDTH       = 3,    // bits that hold the words of a column
    parameter integer START_WIDTH       = 5,    // bits that hold all words, more than COUNT_WIDTH
    parameter integer WEIGHT_WIDTH      = 10,   // bits of a weight, two's complement
    parameter integer ACCUMULATOR_WIDTH = 24,   // bits of an accumulator, at least those of a product
    parameter integer QUEUE_ADDR_WIDTH  = 5,    // the queue holds 2**QUEUE_ADDR_WIDTH activations
    parameter         CODEBOOK_FILE     = ""    // weights, one per code
) (
    input  wire                                             clk,
    input  wire                                             rst,
    output wire                                             room,            // for one more activation
    input  wire                                             sent,            // one is on its way
    input  wire                                             s_valid,         // the same, two clocks later
    input  wire                                             s_end,           // the frame's last, weight or no weight
    input  wire [PLACE_WIDTH-1:0]                           s_place,         // of its column in the block
    input  wire [DATA_WIDTH-1:0]                            s_activation,
    input  wire [START_WIDTH+BLOCK_COLUMNS*COUNT_WIDTH-1:0] block,           // of its column
    output wire                                             word_enable,
    output wire [START_WIDTH-1:0]                           word_address,
    input  wire [2*(GAP_WIDTH+CODE_WIDTH)-1:0]              word,            // one clock after its address
    input  wire                                             clear,           // sets row `read_row` of both banks to 0
    input  wire                                             read_bank,
    output wire                                             finished,        // bank `read_bank` has all of a frame
    input  wire                                             read_enable,     // only if finished: read a row, clear it
    input  wire [ROW_WIDTH-1:0]                             read_row,
    output wire [ACCUMULATOR_WIDTH-1:0]                     read_data,       // one clock later
    input  wire                                             drained          // pulse: all rows of `read_bank` were read
);
    localparam integer OPERAND     = (DATA_SIGNED != 0) ? DATA_WIDTH : DATA_WIDTH + 1;
    localparam integer PRODUCT     = OPERAND + WEIGHT_WIDTH;
    localparam integer QUEUE_WIDTH = 1 + DATA_WIDTH + START_WIDTH + COUNT_WIDTH;

    // queue: only what makes work here
    reg  [QUEUE_ADDR_WIDTH:0] taken_reg;     // places that are taken or promised
    wire [START_WIDTH-1:0]    start;
    wire [COUNT_WIDTH-1:0]    count;
    wire                      wanted = s_end || count != {COUNT_WIDTH{1'b0}};
    wire                      job_offered;
    wire                      job_ready;
    wire                      job_end;
    wire [DATA_WIDTH-1:0]     job_activation;
    wire [START_WIDTH-1:0]    job_start;
    wire [COUNT_WIDTH-1:0]    job_count;
    wire                      unused_full;
    wire                      unused_popped;
    reg                       bank_reg;      // of the frame whose activations leave the queue
    reg  [1:0]                closed_reg;    // banks whose frame has left the queue; they wait to be read
    wire                      job_open  = !closed_reg[bank_reg];
    wire                      job_valid = job_offered && job_open;
    wire                      job_taken = job_valid && job_ready;

    assign room = !taken_reg[QUEUE_ADDR_WIDTH];

    winnow_column_start #(
        .COLUMNS(BLOCK_COLUMNS),
        .PLACE_WIDTH(PLACE_WIDTH),
        .COUNT_WIDTH(COUNT_WIDTH),
        .START_WIDTH(START_WIDTH)
    ) u_column_start (
        .block(block),
        .place(s_place),
        .start(start),
        .count(count)
    );

    winnow_fifo #(
        .WIDTH(QUEUE_WIDTH),
        .ADDR_WIDTH(QUEUE_ADDR_WIDTH)
    ) u_queue (
        .clk(clk),
        .rst(rst),
        .s_valid(s_valid && wanted),
        .s_data({s_end, s_activation, start, count}),
        .full(unused_full),
        .popped(unused_popped),
        .m_valid(job_offered),
        .m_ready(job_ready && job_open),
        .m_data({job_end, job_activation, job_start, job_count})
    );

    // weights
    wire                  step_weight;
    wire                  step_last;
    wire                  step_end;
    wire                  step_bank;
    wire [ROW_WIDTH-1:0]  step_row;
    wire [CODE_WIDTH-1:0] step_code;
    wire [DATA_WIDTH-1:0] step_activation;

    winnow_pair_decoder #(
        .CODE_WIDTH(CODE_WIDTH),
        .GAP_WIDTH(GAP_WIDTH),
        .ROW_WIDTH(ROW_WIDTH),
        .COUNT_WIDTH(COUNT_WIDTH),
        .START_WIDTH(START_WIDTH),
        .TAG_WIDTH(2 + DATA_WIDTH)
    ) u_decoder (
        .clk(clk),
        .rst(rst),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_start(job_start),
        .job_count(job_count),
        .job_tag({job_end, bank_reg, job_activation}),
        .word_enable(word_enable),
        .word_address(word_address),
        .word(word),
        .step_weight(step_weight),
        .step_last(step_last),
        .step_row(step_row),
        .step_code(step_code),
        .step_tag({step_end, step_bank, step_activation})
    );

    // operands
    wire signed [WEIGHT_WIDTH-1:0] weight;
    wire signed [OPERAND-1:0]      operand;
    reg                            valid_b;
    reg                            end_b;
    reg                            bank_b;
    reg [ROW_WIDTH-1:0]            row_b;
    reg signed [OPERAND-1:0]       activation_b;

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
    reg                          end_c;
    reg                          bank_c;
    reg [ROW_WIDTH-1:0]          row_c;
    reg signed [PRODUCT-1:0]     product_c;
    reg                          valid_d;
    reg                          bank_d;
    reg [ROW_WIDTH-1:0]          row_d;
    reg [ACCUMULATOR_WIDTH-1:0]  sum_d;
    reg [1:0]                    finished_reg;   // banks whose frame is complete
    reg [1:0]                    zero_reg;       // banks whose row `zero_row_reg` becomes 0
    reg [ROW_WIDTH-1:0]          zero_row_reg;

    wire [2*ACCUMULATOR_WIDTH-1:0] stored;
    wire [ACCUMULATOR_WIDTH-1:0]   stored_c = bank_c ? stored[ACCUMULATOR_WIDTH +: ACCUMULATOR_WIDTH]
                                                     : stored[0 +: ACCUMULATOR_WIDTH];
    wire                           recent = valid_d && row_d == row_c && bank_d == bank_c;
    wire [ACCUMULATOR_WIDTH-1:0]   sum = (recent ? sum_d : stored_c)
        + {{(ACCUMULATOR_WIDTH - PRODUCT){product_c[PRODUCT-1]}}, product_c};

    assign finished  = finished_reg[read_bank];
    assign read_data = read_bank ? stored[ACCUMULATOR_WIDTH +: ACCUMULATOR_WIDTH] : stored[0 +: ACCUMULATOR_WIDTH];

    genvar k;
    generate
        for (k = 0; k < 2; k = k + 1) begin : gen_bank
            wire reading = read_enable && read_bank == (k != 0);
            wire adding  = valid_c && bank_c == (k != 0);

            winnow_ram #(
                .WIDTH(ACCUMULATOR_WIDTH),
                .DEPTH(ROWS),
                .ADDR_WIDTH(ROW_WIDTH)
            ) u_accumulators (
                .clk(clk),
                .write_enable(adding || zero_reg[k]),
                .write_address(adding ? row_c : zero_row_reg),
                .write_data(adding ? sum : {ACCUMULATOR_WIDTH{1'b0}}),
                .read_enable(1'b1),
                .read_address(reading ? read_row : row_b),
                .read_data(stored[k*ACCUMULATOR_WIDTH +: ACCUMULATOR_WIDTH])
            );

            always @(posedge clk) begin
                zero_reg[k]     <= clear || reading;
                closed_reg[k]   <= (closed_reg[k] || (job_taken && job_end && bank_reg == (k != 0)))
                    && !(drained && read_bank == (k != 0));
                finished_reg[k] <= (finished_reg[k] || (end_c && bank_c == (k != 0)))
                    && !(drained && read_bank == (k != 0));
                if (rst) begin
                    zero_reg[k]     <= 1'b0;
                    closed_reg[k]   <= 1'b0;
                    finished_reg[k] <= 1'b0;
                end
            end
        end
    endgenerate

    always @(posedge clk) begin
        taken_reg <= taken_reg + {{QUEUE_ADDR_WIDTH{1'b0}}, sent}
            - {{QUEUE_ADDR_WIDTH{1'b0}}, s_valid && !wanted} - {{QUEUE_ADDR_WIDTH{1'b0}}, job_taken};
        bank_reg  <= bank_reg ^ (job_taken && job_end);

        valid_b      <= step_weight;
        end_b        <= step_last && step_end;
        bank_b       <= step_bank;
        row_b        <= step_row;
        activation_b <= operand;
        valid_c      <= valid_b;
        end_c        <= end_b;
        bank_c       <= bank_b;
        row_c        <= row_b;
        product_c    <= activation_b * weight;
        valid_d      <= valid_c;
        bank_d       <= bank_c;
        row_d        <= row_c;
        sum_d        <= sum;
        zero_row_reg <= read_row;

        if (rst) begin
            taken_reg <= {(QUEUE_ADDR_WIDTH + 1){1'b0}};
            bank_reg  <= 1'b0;
            valid_b   <= 1'b0;
            end_b     <= 1'b0;
            valid_c   <= 1'b0;
            end_c     <= 1'b0;
            valid_d   <= 1'b0;
        end
    end
endmodule

`default_nettype wire
