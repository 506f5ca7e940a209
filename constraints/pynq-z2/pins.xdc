# PYNQ-Z2: clock and buses come from the processing system, so the design has no pins; this is for its synthesis alone.
create_clock -name aclk -period 10.000 [get_ports aclk]
