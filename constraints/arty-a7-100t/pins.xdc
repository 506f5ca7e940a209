# Arty A7-100T: pins of the UART shell's top.
set_property -dict {PACKAGE_PIN E3  IOSTANDARD LVCMOS33} [get_ports clock_in]
set_property -dict {PACKAGE_PIN A9  IOSTANDARD LVCMOS33} [get_ports uart_rx]
set_property -dict {PACKAGE_PIN D10 IOSTANDARD LVCMOS33} [get_ports uart_tx]
set_property -dict {PACKAGE_PIN H5  IOSTANDARD LVCMOS33} [get_ports led_error]
set_property -dict {PACKAGE_PIN J5  IOSTANDARD LVCMOS33} [get_ports led_busy]

# The 100 MHz oscillator; Vivado derives the accelerator's clock from it.
create_clock -name clock_in -period 10.000 [get_ports clock_in]
set_false_path -from [get_ports uart_rx]
set_false_path -to [get_ports {uart_tx led_error led_busy}]

set_property CFGBVS VCCO [current_design]
set_property CONFIG_VOLTAGE 3.3 [current_design]
