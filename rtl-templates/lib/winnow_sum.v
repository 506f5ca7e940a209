// Adds COUNT numbers in a tree of adders with a register behind each: clog2(COUNT) clocks, none for one number.
`default_nettype none

module winnow_sum #(
    parameter integer WIDTH = 24,   // bits of a number and of the sum
    parameter integer COUNT = 4
) (
    input  wire                   clk,
    input  wire [COUNT*WIDTH-1:0] numbers,
    output wire [WIDTH-1:0]       sum
);
    localparam integer LEAVES = 1 << $clog2(COUNT);

    // node 1 is the root, nodes 2n and 2n + 1 are what node n adds
    wire [2*LEAVES*WIDTH-1:0] nodes;
    wire                      unused_node = &{1'b0, nodes[WIDTH-1:0]};

    assign nodes[WIDTH-1:0] = {WIDTH{1'b0}};
    assign sum              = nodes[WIDTH +: WIDTH];

    genvar i;
    generate
        for (i = 1; i < LEAVES; i = i + 1) begin : gen_adder
            reg [WIDTH-1:0] sum_reg;

            assign nodes[i*WIDTH +: WIDTH] = sum_reg;

            always @(posedge clk) begin
                sum_reg <= nodes[2*i*WIDTH +: WIDTH] + nodes[(2*i+1)*WIDTH +: WIDTH];
            end
        end
        for (i = 0; i < LEAVES; i = i + 1) begin : gen_number
            if (i < COUNT) begin : gen_given
                assign nodes[(LEAVES+i)*WIDTH +: WIDTH] = numbers[i*WIDTH +: WIDTH];
            end else begin : gen_nothing
                assign nodes[(LEAVES+i)*WIDTH +: WIDTH] = {WIDTH{1'b0}};
            end
        end
        if (COUNT == 1) begin : gen_no_adder
            wire unused_clk = clk;
        end
    endgenerate
endmodule

`default_nettype wire
