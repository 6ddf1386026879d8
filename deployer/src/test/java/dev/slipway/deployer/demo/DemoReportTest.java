package dev.slipway.deployer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final ObservedSplit TEN = new ObservedSplit("3", 10, 900, 95);
    private static final ObservedSplit FIFTY = new ObservedSplit("3", 50, 900, 440);

    @Test
    void a_demo_that_showed_everything_has_no_faults() {
        DemoReport report = new DemoReport(List.of(TEN, FIFTY), 4000, 12, 0, 4.2, 40);

        assertThat(report.faults()).isEmpty();
        assertThat(report.describe())
                .contains("version 3 at 10 %: observed 10.6 % of 900 requests (99.9 % interval 6.7 to 13.3 %)")
                .contains("4,000 requests in all, 12 failed, 0 of them before the bad release")
                .contains("the bad release had traffic for 4.2 s, then was rolled back");
    }

    @Test
    void a_demo_that_does_not_roll_back_or_split_says_so() {
        DemoReport report = new DemoReport(List.of(new ObservedSplit("3", 10, 900, 300)), 4000, 0, 0, -1, 40);

        assertThat(report.faults())
                .hasSize(4)
                .contains("no client saw the bad release fail", "the bad release was not seen to come and go")
                .anySatisfy(fault -> assertThat(fault).startsWith("outside of its interval: version 3 at 10 %"));
    }
}
