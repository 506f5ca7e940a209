// Decodes weights stored as entries of different length: a prefix, the low bits of a code, the low bits of a gap (the
// zeros before the weight). The prefix says which class of codes and which class of gaps they belong to. A job becomes
// one step per entry, one a clock, without a pause between jobs while they are offered; a job without entries becomes
// one empty step.
//
// A job's words begin with its first entry, and no entry is longer than a word. So k entries lie in at most k words,
// and a queue that gets one word a clock never runs dry: a place that is freed is filled three clocks later, and of its
// four places an entry looks at two.
`default_nettype none

module winnow_packed_decoder #(
    parameter integer WORD_WIDTH      = 12,   // bits of a word, at least ENTRY_WIDTH
    parameter integer WORDS           = 10,   // words of the memory
    parameter integer START_WIDTH     = 4,    // bits that hold WORDS
    parameter integer LENGTH_WIDTH    = 3,    // bits that hold the greatest number of words of a job
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
    parameter         PREFIX_FILE     = "",   // per range and PREFIX_WIDTH bits that begin an entry: size, class
    parameter         CLASS_FILE      = ""    // per range and class: place, bits and least value of code and skip
) (
    input  wire                              clk,
    input  wire                              rst,
    input  wire                              job_valid,
    output wire                              job_ready,
    input  wire [START_WIDTH-1:0]            job_start,
    input  wire [LENGTH_WIDTH-1:0]           job_words,
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
    localparam integer OFFSET_WIDTH = (WORD_WIDTH > 1) ? $clog2(WORD_WIDTH) : 1;
    // of a code the place (0..6), bits (0..8) and least value; of a skip, likewise (0..14, 0..31)
    localparam integer CLASS_ROW    = 3 + 4 + CODE_WIDTH + 4 + 5 + SKIP_WIDTH;

    wire advance = !step_valid || step_ready;

    // words: addresses, memory, queue; a place in the queue is reserved before its word is fetched
    wire                    fetch_valid;
    wire                    fetch_first;
    wire                    fetch_last;
    wire                    fetch_empty;
    wire [START_WIDTH-1:0]  fetch_address;
    wire [COUNT_WIDTH-1:0]  fetch_count;
    wire [RANGE_WIDTH-1:0]  fetch_range;
    wire [TAG_WIDTH-1:0]    fetch_tag;
    reg  [2:0]              reserved_reg;
    reg                     read_valid_reg;
    reg                     read_last_reg;
    wire [WORD_WIDTH-1:0]   read_word;
    wire                    room  = !reserved_reg[2];
    wire                    fetch = fetch_valid && room;

    winnow_entry_fetch #(
        .COUNT_WIDTH(LENGTH_WIDTH),
        .START_WIDTH(START_WIDTH),
        .TAG_WIDTH(COUNT_WIDTH + RANGE_WIDTH + TAG_WIDTH)
    ) u_fetch (
        .clk(clk),
        .rst(rst),
        .job_valid(job_valid),
        .job_ready(job_ready),
        .job_start(job_start),
        .job_count(job_words),
        .job_tag({job_count, job_range, job_tag}),
        .advance(room),
        .valid(fetch_valid),
        .first(fetch_first),
        .last(fetch_last),
        .empty(fetch_empty),
        .address(fetch_address),
        .tag({fetch_count, fetch_range, fetch_tag})
    );

    winnow_rom #(
        .WIDTH(WORD_WIDTH),
        .DEPTH(WORDS),
        .ADDR_WIDTH(START_WIDTH),
        .FILE(FILE)
    ) u_words (
        .clk(clk),
        .enable(fetch && !fetch_empty),
        .address(fetch_address),
        .data(read_word)
    );

    wire                  pop_one;
    wire                  pop_two;
    wire                  have_one;
    wire                  have_two;
    wire                  word_last;        // the first word is its job's last
    wire [WORD_WIDTH-1:0] word;
    wire                  unused_next_last;
    wire [WORD_WIDTH-1:0] next_word;

    winnow_word_queue #(
        .WIDTH(1 + WORD_WIDTH)
    ) u_queue (
        .clk(clk),
        .rst(rst),
        .push(read_valid_reg),
        .push_data({read_last_reg, read_word}),
        .pop_one(pop_one),
        .pop_two(pop_two),
        .have_one(have_one),
        .have_two(have_two),
        .first({word_last, word}),
        .second({unused_next_last, next_word})
    );

    // jobs: each has a word in the queue, so there are at most four, and one is seen no later than its first word
    wire                   head_valid;
    wire                   head_single;     // at most one entry
    wire                   head_empty;
    wire [COUNT_WIDTH-1:0] head_count;
    wire [RANGE_WIDTH-1:0] head_range;
    wire [TAG_WIDTH-1:0]   head_tag;
    wire                   head_done;
    wire                   unused_full;
    wire                   unused_popped;

    winnow_fifo #(
        .WIDTH(2 + COUNT_WIDTH + RANGE_WIDTH + TAG_WIDTH),
        .ADDR_WIDTH(2)
    ) u_jobs (
        .clk(clk),
        .rst(rst),
        .s_valid(fetch && fetch_first),
        .s_data({(fetch_count >> 1) == {COUNT_WIDTH{1'b0}}, fetch_empty, fetch_count, fetch_range, fetch_tag}),
        .full(unused_full),
        .popped(unused_popped),
        .m_valid(head_valid),
        .m_ready(head_done),
        .m_data({head_single, head_empty, head_count, head_range, head_tag})
    );

    // entries: the loop from an offset to the next entry's
    reg  [OFFSET_WIDTH-1:0] offset_reg;     // of the entry in `word`
    reg                     first_reg;      // the entry is its job's first
    reg                     last_reg;       // the entry is its job's last, if it is not the first
    reg  [COUNT_WIDTH-1:0]  left_reg;       // entries from this one on, if it is not the first
    wire [2*WORD_WIDTH-1:0] aligned = {next_word, word} >> offset_reg;
    wire [SIZE_WIDTH-1:0]   size;
    wire [CLASS_WIDTH-1:0]  class_number;

    winnow_table #(
        .WIDTH(SIZE_WIDTH + CLASS_WIDTH),
        .DEPTH(RANGES << PREFIX_WIDTH),
        .ADDR_WIDTH(RANGE_WIDTH + PREFIX_WIDTH),
        .FILE(PREFIX_FILE)
    ) u_prefixes (
        .address({head_range, aligned[PREFIX_WIDTH-1:0]}),
        .data({size, class_number})
    );

    wire                    last   = first_reg ? head_single : last_reg;
    wire [COUNT_WIDTH-1:0]  left   = first_reg ? head_count : left_reg;
    wire [OFFSET_WIDTH+1:0] next_offset = {2'd0, offset_reg} + {{(OFFSET_WIDTH + 2 - SIZE_WIDTH){1'b0}}, size};
    wire [OFFSET_WIDTH+1:0] carried = next_offset - WORD_WIDTH[OFFSET_WIDTH+1:0];
    wire                    stays = carried[OFFSET_WIDTH+1];   // the next entry begins in this word
    wire                    whole  = have_one && (have_two || word_last || offset_reg == {OFFSET_WIDTH{1'b0}});
    wire                    take   = advance && head_valid && whole;

    assign head_done = take && last;
    assign pop_one   = take && (last ? word_last : !stays);
    assign pop_two   = take && last && !word_last;

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
        reserved_reg   <= reserved_reg + {2'd0, fetch} - {1'b0, pop_two, pop_one};
        read_valid_reg <= fetch;
        read_last_reg  <= fetch_last;

        if (take) begin
            offset_reg <= last ? {OFFSET_WIDTH{1'b0}}
                : stays ? next_offset[OFFSET_WIDTH-1:0] : carried[OFFSET_WIDTH-1:0];
            first_reg  <= last;
            last_reg   <= left == {{(COUNT_WIDTH - 2){1'b0}}, 2'd2};
            left_reg   <= left - 1'b1;
        end

        if (advance) begin
            entry_valid_reg <= take;
            entry_first_reg <= first_reg;
            entry_last_reg  <= last;
            entry_empty_reg <= head_empty;
            entry_reg       <= aligned[ENTRY_WIDTH-1:0];
            class_reg       <= class_number;
            range_reg       <= head_range;
            tag_reg         <= head_tag;

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
            reserved_reg    <= 3'd0;
            read_valid_reg  <= 1'b0;
            offset_reg      <= {OFFSET_WIDTH{1'b0}};
            first_reg       <= 1'b1;
            entry_valid_reg <= 1'b0;
            skip_valid_reg  <= 1'b0;
            step_valid      <= 1'b0;
        end
    end

    wire unused_bits = &{1'b0, aligned, code_field, skip_field, carried};
endmodule

`default_nettype wire
