package dev.slipway.local.cloudwatch;

import dev.slipway.local.http.AwsError;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statistics by their names: the five standard ones, and percentiles such as {@code p99} or {@code p99.9}. */
final class Statistics {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,10})?)");

    private Statistics() {}

    /** @throws AwsError {@code InvalidParameterValue} when there is no such statistic */
    static ToDoubleFunction<Aggregate> named(String name) {
        return switch (name) {
            case "SampleCount" -> Aggregate::count;
            case "Sum" -> Aggregate::sum;
            case "Average" -> Aggregate::average;
            case "Minimum" -> Aggregate::min;
            case "Maximum" -> Aggregate::max;
            default -> percentile(name);
        };
    }

    private static ToDoubleFunction<Aggregate> percentile(String name) {
        Matcher matcher = PERCENTILE.matcher(name);
        if (matcher.matches() && Double.parseDouble(matcher.group(1)) <= 100) {
            double percent = Double.parseDouble(matcher.group(1));
            return aggregate -> aggregate.percentile(percent);
        }
        throw new AwsError(
                400,
                "InvalidParameterValue",
                "The embedded cloud has no statistic '" + name
                        + "'; it has SampleCount, Sum, Average, Minimum, Maximum and percentiles such as p99");
    }

    /** @throws AwsError when CloudWatch knows no such period */
    static int checkedPeriod(Integer seconds) {
        int period = seconds == null ? 60 : seconds;
        boolean known = period == 1 || period == 5 || period == 10 || period == 20 || period == 30;
        if (!known && (period <= 0 || period % 60 != 0)) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60, not " + period);
        }
        return period;
    }
}
