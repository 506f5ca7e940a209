// Decodes weights stored as (relative index, code) entries: the index says how many positions without a weight lie
// between an entry and its predecessor in the same job, or the job's start. A job becomes one step per entry, one a
// clock. A gap too long for the index is bridged by entries whose code stands for 0.
`default_nettype none

module winnow_relative_decoder #(
    parameter integer CODE_WIDTH     = 4,    // bits of a code
    parameter integer INDEX_WIDTH    = 3,    // bits of a relative index
    parameter integer POSITION_WIDTH = 4,    // bits that hold a position within a job, at least INDEX_WIDTH
    parameter integer ENTRIES        = 10,   // entries of the layer
    parameter integer COUNT_WIDTH    = 3,    // bits that hold the greatest count
    parameter integer START_WIDTH    = 4,    // bits that hold ENTRIES
    parameter integer TAG_WIDTH      = 4,    // bits of what travels with a job
    parameter         FILE           = ""    // entries, one per word: index above code
) (
    input  wire                      clk,
    input  wire                      rst,
    input  wire                      job_valid,
    output wire                      job_ready,
    input  wire [START_WIDTH-1:0]    job_start,
    input  wire [COUNT_WIDTH-1:0]    job_count,
    input  wire [TAG_WIDTH-1:0]      job_tag,
    output reg                       step_valid,
    input  wire                      step_ready,
    output reg                       step_first,
    output reg                       step_last,
    output reg                       step_empty,     // the job has no weight; position and code mean nothing
    output reg  [POSITION_WIDTH-1:0] step_position,
    output reg  [CODE_WIDTH-1:0]     step_code,
    output reg  [TAG_WIDTH-1:0]      step_tag
);
    wire                   fetch_valid;
    wire                   fetch_first;
    wire                   fetch_last;
    wire                   fetch_empty;
    wire [START_WIDTH-1:0] address;
    wire [TAG_WIDTH-1:0]   fetch_tag;

    wire advance = !step_valid || step_ready;

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
        .address(address),
        .tag(fetch_tag)
    );

    // the memory's output, one clock later
    reg                    read_valid_reg;
    reg                    read_first_reg;
    reg                    read_last_reg;
    reg                    read_empty_reg;
    reg [TAG_WIDTH-1:0]    read_tag_reg;
    wire [INDEX_WIDTH+CODE_WIDTH-1:0] entry;

    wire [POSITION_WIDTH-1:0] skip =
        {{(POSITION_WIDTH - INDEX_WIDTH){1'b0}}, entry[INDEX_WIDTH+CODE_WIDTH-1:CODE_WIDTH]};

    winnow_rom #(
        .WIDTH(INDEX_WIDTH + CODE_WIDTH),
        .DEPTH(ENTRIES),
        .ADDR_WIDTH(START_WIDTH),
        .FILE(FILE)
    ) u_entries (
        .clk(clk),
        .enable(advance),
        .address(address),
        .data(entry)
    );

    always @(posedge clk) begin
        if (advance) begin
            read_valid_reg <= fetch_valid;
            read_first_reg <= fetch_first;
            read_last_reg  <= fetch_last;
            read_empty_reg <= fetch_empty;
            read_tag_reg   <= fetch_tag;

            step_valid    <= read_valid_reg;
            step_first    <= read_first_reg;
            step_last     <= read_last_reg;
            step_empty    <= read_empty_reg;
            step_tag      <= read_tag_reg;
            step_code     <= entry[CODE_WIDTH-1:0];
            step_position <= read_first_reg ? skip : step_position + skip + 1'b1;
        end
        if (rst) begin
            read_valid_reg <= 1'b0;
            step_valid     <= 1'b0;
        end
    end
endmodule

`default_nettype wire
