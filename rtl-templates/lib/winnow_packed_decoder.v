// Decodes weights stored as entries of different length: a prefix, the low bits of a code, the low bits of a gap (the
// zeros before the weight). The prefix says which class of codes and which class of gaps they belong to. A job becomes
// one step per entry, one a clock, without a pause between jobs while they are offered; a job without entries becomes
// one empty step.
//
// A job's words begin with its first entry, and no entry is longer than a word. So a clock needs at most one new word,
// which the memory reads while the entry before is taken. Its output register is the word ahead; there is no queue.
`default_nettype none

module winnow_packed_decoder #(
    parameter integer WORD_WIDTH      = 12,   // bits of a word, at least ENTRY_WIDTH
    parameter integer WORDS           = 10,   // words of the memory
    parameter integer START_WIDTH     = 4,    // bits that hold WORDS
    parameter integer COUNT_WIDTH     = 3,    // bits that hold the greatest number of entries of a job, at least 2
    parameter integer RANGES          = 1,    // sets of tables
    parameter integer RANGE_WIDTH     = 1,    // at least clog2(RANGES) and 1
    parameter integer ENTRY_WIDTH     = 12,   // bits of the longest entry
    parameter integer PREFIX_WIDTH    = 6,    // bits of the longest prefix, at least 1
    parameter integer CLASS_WIDTH     = 4,    // bits of a class
    parameter integer SIZE_WIDTH      = 4,    // bits that hold ENTRY_WIDTH
    parameter integer CODE_WIDTH      = 4,    // bits of a code
    parameter integer SKIP_WIDTH      = 3,    // bits of a skip (gap + 1), modulo 2**POSITION_WIDTH
    parameter integer POSITION_WIDTH  = 5,    // bits of a position, at least SKIP_WIDTH
    parameter [RANGES*POSITION_WIDTH-1:0] ORIGINS = {RANGES*POSITION_WIDTH{1'b1}},   // per range: first position - 1
    parameter integer TAG_WIDTH       = 4,    // bits of what travels with a job
    parameter         FILE            = "",   // words
    parameter integer LOADED          = 0,    // 1: the words are loaded instead, as winnow_weight_memory explains
    parameter integer LOAD_FIRST      = 0,    // first address of the words
    parameter integer LOAD_UNIT_BITS  = 0,    // bits of an address that tell apart the units of a word
    parameter         PREFIX_FILE     = "",   // per range and PREFIX_WIDTH bits that begin an entry: size, class
    parameter         CLASS_FILE      = ""    // per range and class: place, bits and least value of code and skip
) (
    input  wire                              clk,
    input  wire                              rst,
    input  wire                              load_valid,     // not while there are jobs
    input  wire [15:0]                       load_address,
    input  wire [15:0]                       load_data,
    input  wire                              job_valid,
    output wire                              job_ready,
    input  wire [START_WIDTH-1:0]            job_start,
    input  wire [COUNT_WIDTH-1:0]            job_count,
    input  wire [RANGE_WIDTH-1:0]            job_range,
    input  wire [TAG_WIDTH-1:0]              job_tag,
    output reg                               step_valid,
    input  wire                              step_ready,
    output reg                               step_last,
    output reg                               step_empty,   // the job has no weight; position and code mean nothing
    output reg  [POSITION_WIDTH-1:0]         step_position,
    output reg  [RANGE_WIDTH+CODE_WIDTH-1:0] step_code,    // range above code
    output reg  [TAG_WIDTH-1:0]              step_tag
);
    localparam integer REST_WIDTH = (WORD_WIDTH > 1) ? $clog2(WORD_WIDTH) : 1;
    // of a code the place (0..6), bits (0..8) and least value; of a skip, likewise (0..14, 0..31)
    localparam integer CLASS_ROW    = 3 + 4 + CODE_WIDTH + 4 + 5 + SKIP_WIDTH;

    wire advance = !step_valid || step_ready;

    // the job whose entries are being taken, and the next one, which is taken beside its last entry
    reg                     head_valid_reg;
    reg                     head_first_reg;   // the entry is its job's first
    reg                     head_last_reg;    // the entry is its job's last
    reg                     head_empty_reg;
    reg  [COUNT_WIDTH-1:0]  left_reg;         // entries from this one on
    reg  [RANGE_WIDTH-1:0]  head_range_reg;
    reg  [TAG_WIDTH-1:0]    head_tag_reg;
    wire                    take = advance && head_valid_reg;

    assign job_ready = !head_valid_reg || (advance && head_last_reg);

    // entries: the loop from where one begins to where the next one does
    reg  [REST_WIDTH-1:0]   rest_reg;      // bits of `word_reg` from the entry on; 0 if it begins with the word ahead
    reg  [WORD_WIDTH-1:0]   word_reg;
    wire [WORD_WIDTH-1:0]   word_ahead;
    reg  [START_WIDTH-1:0]  address_reg;   // of the word behind the word ahead
    wire [SIZE_WIDTH-1:0]   size;
    wire [CLASS_WIDTH-1:0]  class_number;

    wire [3*WORD_WIDTH-1:0]  moved    = {{WORD_WIDTH{1'b0}}, word_ahead, word_reg} << rest_reg;
    wire [ENTRY_WIDTH-1:0]   entry    = moved[WORD_WIDTH +: ENTRY_WIDTH];
    wire [REST_WIDTH+1:0]    rest     = {2'd0, rest_reg} - {{(REST_WIDTH + 2 - SIZE_WIDTH){1'b0}}, size};
    wire                     crosses  = rest[REST_WIDTH+1];   // the entry ends in the word ahead
    wire [REST_WIDTH-1:0]    rest_ahead = rest[REST_WIDTH-1:0] + WORD_WIDTH[REST_WIDTH-1:0];
    wire                     fetch    = job_ready || (take && crosses);
    wire [START_WIDTH-1:0]   address  = job_ready ? job_start : address_reg;

    winnow_weight_memory #(
        .WIDTH(WORD_WIDTH),
        .DEPTH(WORDS),
        .ADDR_WIDTH(START_WIDTH),
        .FILE(FILE),
        .LOADED(LOADED),
        .LOAD_FIRST(LOAD_FIRST),
        .LOAD_UNIT_BITS(LOAD_UNIT_BITS)
    ) u_words (
        .clk(clk),
        .load_valid(load_valid),
        .load_address(load_address),
        .load_data(load_data),
        .enable(fetch),
        .address(address),
        .data(word_ahead)
    );

    winnow_table #(
        .WIDTH(SIZE_WIDTH + CLASS_WIDTH),
        .DEPTH(RANGES << PREFIX_WIDTH),
        .ADDR_WIDTH(RANGE_WIDTH + PREFIX_WIDTH),
        .FILE(PREFIX_FILE)
    ) u_prefixes (
        .address({head_range_reg, entry[PREFIX_WIDTH-1:0]}),
        .data({size, class_number})
    );

    // the entry, taken apart
    reg                      entry_valid_reg;
    reg                      entry_first_reg;
    reg                      entry_last_reg;
    reg                      entry_empty_reg;
    reg  [ENTRY_WIDTH-1:0]   entry_reg;
    reg  [CLASS_WIDTH-1:0]   class_reg;
    reg  [RANGE_WIDTH-1:0]   range_reg;
    reg  [TAG_WIDTH-1:0]     tag_reg;
    wire [2:0]               code_place;
    wire [3:0]               code_bits;
    wire [CODE_WIDTH-1:0]    code_least;
    wire [3:0]               skip_place;
    wire [4:0]               skip_bits;
    wire [SKIP_WIDTH-1:0]    skip_least;

    winnow_table #(
        .WIDTH(CLASS_ROW),
        .DEPTH(RANGES << CLASS_WIDTH),
        .ADDR_WIDTH(RANGE_WIDTH + CLASS_WIDTH),
        .FILE(CLASS_FILE)
    ) u_classes (
        .address({range_reg, class_reg}),
        .data({code_place, code_bits, code_least, skip_place, skip_bits, skip_least})
    );

    wire [ENTRY_WIDTH+CODE_WIDTH-1:0] code_field = {{CODE_WIDTH{1'b0}}, entry_reg} >> code_place;
    wire [ENTRY_WIDTH+SKIP_WIDTH-1:0] skip_field = {{SKIP_WIDTH{1'b0}}, entry_reg} >> skip_place;
    wire [CODE_WIDTH-1:0] code_offset = code_field[CODE_WIDTH-1:0] & ~({CODE_WIDTH{1'b1}} << code_bits);
    wire [SKIP_WIDTH-1:0] skip_offset = skip_field[SKIP_WIDTH-1:0] & ~({SKIP_WIDTH{1'b1}} << skip_bits);

    // its position
    reg                      skip_valid_reg;
    reg                      skip_first_reg;
    reg                      skip_last_reg;
    reg                      skip_empty_reg;
    reg  [SKIP_WIDTH-1:0]    skip_reg;
    reg  [RANGE_WIDTH+CODE_WIDTH-1:0] code_reg;
    reg  [TAG_WIDTH-1:0]     skip_tag_reg;
    wire [POSITION_WIDTH-1:0] origin;

    winnow_select #(
        .WIDTH(POSITION_WIDTH),
        .COUNT(RANGES),
        .INDEX_WIDTH(RANGE_WIDTH)
    ) u_origin (
        .choices(ORIGINS),
        .index(code_reg[CODE_WIDTH +: RANGE_WIDTH]),
        .choice(origin)
    );

    always @(posedge clk) begin
        if (job_ready) begin
            head_valid_reg <= job_valid;
            head_first_reg <= 1'b1;
            head_last_reg  <= (job_count >> 1) == {COUNT_WIDTH{1'b0}};
            head_empty_reg <= job_count == {COUNT_WIDTH{1'b0}};
            left_reg       <= job_count;
            head_range_reg <= job_range;
            head_tag_reg   <= job_tag;
            rest_reg       <= {REST_WIDTH{1'b0}};
        end else if (take) begin
            head_first_reg <= 1'b0;
            head_last_reg  <= left_reg == {{(COUNT_WIDTH - 2){1'b0}}, 2'd2};
            left_reg       <= left_reg - 1'b1;
            rest_reg       <= crosses ? rest_ahead : rest[REST_WIDTH-1:0];
        end
        if (take && crosses) begin
            word_reg <= word_ahead;
        end
        if (fetch) begin
            address_reg <= address + 1'b1;
        end

        if (advance) begin
            entry_valid_reg <= take;
            entry_first_reg <= head_first_reg;
            entry_last_reg  <= head_last_reg;
            entry_empty_reg <= head_empty_reg;
            entry_reg       <= entry;
            class_reg       <= class_number;
            range_reg       <= head_range_reg;
            tag_reg         <= head_tag_reg;

            skip_valid_reg <= entry_valid_reg;
            skip_first_reg <= entry_first_reg;
            skip_last_reg  <= entry_last_reg;
            skip_empty_reg <= entry_empty_reg;
            skip_reg       <= entry_empty_reg ? {{(SKIP_WIDTH - 1){1'b0}}, 1'b1} : skip_least + skip_offset;
            code_reg       <= {range_reg, code_least + code_offset};
            skip_tag_reg   <= tag_reg;

            step_valid    <= skip_valid_reg;
            step_last     <= skip_last_reg;
            step_empty    <= skip_empty_reg;
            step_code     <= code_reg;
            step_tag      <= skip_tag_reg;
        end
        if (advance && skip_valid_reg) begin
            step_position <= (skip_first_reg ? origin : step_position)
                + {{(POSITION_WIDTH - SKIP_WIDTH){1'b0}}, skip_reg};
        end

        if (rst) begin
            head_valid_reg  <= 1'b0;
            entry_valid_reg <= 1'b0;
            skip_valid_reg  <= 1'b0;
            step_valid      <= 1'b0;
        end
    end

    wire unused_bits = &{1'b0, moved, rest, code_field, skip_field};
endmodule

`default_nettype wire
