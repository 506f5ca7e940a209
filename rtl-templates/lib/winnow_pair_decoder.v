// Decodes a column of weights, one weight a clock. A word of memory holds two entries, (gap, code) each, the gap being
// the rows without a weight before the entry's. A second gap of all ones: there is no second entry. A first gap of all
// ones: the word holds one entry behind a long gap, {first code, second gap}, whose code is the second. So no word
// stands for less than one weight, and no clock is lost to padding. A job without words becomes one empty step.
`default_nettype none

module winnow_pair_decoder #(
    parameter integer CODE_WIDTH  = 4,    // bits of a code
    parameter integer GAP_WIDTH   = 3,    // bits of a gap
    parameter integer ROW_WIDTH   = 5,    // bits of a row
    parameter integer COUNT_WIDTH = 3,    // bits that hold the words of a job
    parameter integer START_WIDTH = 5,    // bits of a word's address
    parameter integer TAG_WIDTH   = 10    // bits of what travels with a job
) (
    input  wire                                clk,
    input  wire                                rst,
    input  wire                                job_valid,
    output wire                                job_ready,
    input  wire [START_WIDTH-1:0]              job_start,
    input  wire [COUNT_WIDTH-1:0]              job_count,
    input  wire [TAG_WIDTH-1:0]                job_tag,
    output wire                                word_enable,
    output wire [START_WIDTH-1:0]              word_address,
    input  wire [2*(GAP_WIDTH+CODE_WIDTH)-1:0] word,          // second gap, second code, first gap, first code
    output wire                                step_weight,   // there is a weight
    output wire                                step_last,     // last step of its job
    output wire [ROW_WIDTH-1:0]                step_row,
    output wire [CODE_WIDTH-1:0]               step_code,
    output wire [TAG_WIDTH-1:0]                step_tag
);
    localparam integer ENTRY_WIDTH = GAP_WIDTH + CODE_WIDTH;
    localparam integer WIDE        = 1 + ((ROW_WIDTH > ENTRY_WIDTH) ? ROW_WIDTH : ENTRY_WIDTH);

    // fetch: the address of a word
    wire                 fetch_valid;
    wire                 fetch_first;
    wire                 fetch_last;
    wire                 fetch_empty;
    wire [TAG_WIDTH-1:0] fetch_tag;
    // read: the memory looks the word up
    reg                   read_valid_reg;
    reg                   read_first_reg;
    reg                   read_last_reg;
    reg                   read_empty_reg;
    reg [TAG_WIDTH-1:0]   read_tag_reg;
    // word
    reg                     valid_reg;
    reg                     first_reg;       // of its job
    reg                     last_reg;
    reg                     empty_reg;
    reg                     long_reg;        // one entry behind a long gap
    reg                     single_reg;      // takes one clock
    reg                     second_reg;      // the first entry is done
    reg [TAG_WIDTH-1:0]     tag_reg;
    reg [2*ENTRY_WIDTH-1:0] word_reg;
    reg [ROW_WIDTH-1:0]     row_reg;         // of the entry before

    wire done      = single_reg || second_reg;
    wire advance   = !valid_reg || done;
    wire long_word = &word[CODE_WIDTH +: GAP_WIDTH];
    wire half_word = &word[ENTRY_WIDTH+CODE_WIDTH +: GAP_WIDTH];

    wire [CODE_WIDTH-1:0] first_code  = word_reg[0 +: CODE_WIDTH];
    wire [GAP_WIDTH-1:0]  first_gap   = word_reg[CODE_WIDTH +: GAP_WIDTH];
    wire [CODE_WIDTH-1:0] second_code = word_reg[ENTRY_WIDTH +: CODE_WIDTH];
    wire [GAP_WIDTH-1:0]  second_gap  = word_reg[ENTRY_WIDTH+CODE_WIDTH +: GAP_WIDTH];
    wire                  use_second  = second_reg || long_reg;
    wire                  fresh       = first_reg && !second_reg;   // nothing before it in its column
    wire [ENTRY_WIDTH-1:0] gap = {
        long_reg ? first_code : {CODE_WIDTH{1'b0}},
        use_second ? second_gap : first_gap
    };
    wire [WIDE-1:0] wide_gap = {{(WIDE - ENTRY_WIDTH){1'b0}}, gap};
    wire            unused_gap = &{1'b0, wide_gap};

    winnow_entry_fetch #(
        .COUNT_WIDTH(COUNT_WIDTH),
        .START_WIDTH(START_WIDTH),
        .TAG_WIDTH(TAG_WIDTH)
    ) u_fetch (
        .clk(clk),
        .rst(rst),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_start(job_start),
        .job_count(job_count),
        .job_tag(job_tag),
        .advance(advance),
        .valid(fetch_valid),
        .first(fetch_first),
        .last(fetch_last),
        .empty(fetch_empty),
        .address(word_address),
        .tag(fetch_tag)
    );

    assign word_enable = advance;
    assign step_weight = valid_reg && !empty_reg;
    assign step_last   = valid_reg && done && last_reg;
    assign step_code   = use_second ? second_code : first_code;
    assign step_row    = (fresh ? {ROW_WIDTH{1'b1}} : row_reg) + wide_gap[ROW_WIDTH-1:0] + 1'b1;
    assign step_tag    = tag_reg;

    always @(posedge clk) begin
        if (advance) begin
            read_valid_reg <= fetch_valid;
            read_first_reg <= fetch_first;
            read_last_reg  <= fetch_last;
            read_empty_reg <= fetch_empty;
            read_tag_reg   <= fetch_tag;

            valid_reg  <= read_valid_reg;
            first_reg  <= read_first_reg;
            last_reg   <= read_last_reg;
            empty_reg  <= read_empty_reg;
            long_reg   <= long_word;
            single_reg <= long_word || half_word || read_empty_reg;
            tag_reg    <= read_tag_reg;
            word_reg   <= word;
        end
        second_reg <= !advance;
        if (valid_reg) begin
            row_reg <= step_row;
        end
        if (rst) begin
            read_valid_reg  <= 1'b0;
            valid_reg       <= 1'b0;
            second_reg      <= 1'b0;
        end
    end
endmodule

`default_nettype wire
