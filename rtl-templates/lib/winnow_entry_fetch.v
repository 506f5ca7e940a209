// Walks through the entries of one job after another: an address a clock, the next job's first right behind this job's
// last. A job without entries becomes one empty step.
`default_nettype none

module winnow_entry_fetch #(
    parameter integer COUNT_WIDTH = 3,   // bits that hold the greatest count
    parameter integer START_WIDTH = 4,   // bits that hold the number of all entries
    parameter integer TAG_WIDTH   = 4    // bits of what travels with a job
) (
    input  wire                   clk,
    input  wire                   rst,
    input  wire                   job_valid,
    output wire                   job_ready,
    input  wire [START_WIDTH-1:0] job_start,
    input  wire [COUNT_WIDTH-1:0] job_count,
    input  wire [TAG_WIDTH-1:0]   job_tag,
    input  wire                   advance,    // the entry at `address` is taken
    output reg                    valid,
    output reg                    first,      // first entry of its job
    output wire                   last,       // last entry of its job
    output reg                    empty,      // the job has no entry; the address means nothing
    output reg  [START_WIDTH-1:0] address,
    output reg  [TAG_WIDTH-1:0]   tag
);
    reg [COUNT_WIDTH-1:0] left_reg;   // entries of the job after this one

    wire no_entries = job_count == {COUNT_WIDTH{1'b0}};

    assign last      = left_reg == {COUNT_WIDTH{1'b0}};
    assign job_ready = advance && (!valid || last);

    always @(posedge clk) begin
        if (job_ready) begin
            valid    <= job_valid;
            first    <= 1'b1;
            empty    <= no_entries;
            address  <= job_start;
            left_reg <= no_entries ? {COUNT_WIDTH{1'b0}} : job_count - 1'b1;
            tag      <= job_tag;
        end else if (advance) begin
            first    <= 1'b0;
            address  <= address + 1'b1;
            left_reg <= left_reg - 1'b1;
        end
        if (rst) begin
            valid <= 1'b0;
        end
    end
endmodule

`default_nettype wire
