package dev.slipway.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.99, 0.999})
    void quantiles_are_right_to_one_percent_also_after_a_merge(double share) {
        Random random = new Random(11);
        double[] values = random.doubles(20_000).map(x -> Math.exp(8 * x - 3)).toArray();
        Distribution even = new Distribution();
        Distribution odd = new Distribution();
        for (int i = 0; i < values.length; i++) {
            (i % 2 == 0 ? even : odd).add(values[i], 1);
        }
        Arrays.sort(values);
        double exact = values[(int) Math.ceil(share * values.length) - 1];

        even.addAll(odd);

        assertThat(even.total()).isEqualTo(values.length);
        assertThat(even.quantile(share)).isCloseTo(exact, within(exact * 0.0101));
    }

    @org.junit.jupiter.api.Test
    void negative_values_zero_and_positive_ones_keep_their_order() {
        Distribution distribution = new Distribution();
        distribution.add(-100, 1);
        distribution.add(-1, 1);
        distribution.add(0, 1);
        distribution.add(5, 2);

        assertThat(distribution.quantile(0.2)).isCloseTo(-100, within(1.0));
        assertThat(distribution.quantile(0.4)).isCloseTo(-1, within(0.01));
        assertThat(distribution.quantile(0.6)).isZero();
        assertThat(distribution.quantile(1)).isCloseTo(5, within(0.05));
    }
}
