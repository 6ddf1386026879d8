package dev.slipway.inference.preprocess;

import dev.slipway.inference.manifest.CategoryFeature;
import dev.slipway.inference.manifest.CategoryFeature.Encoding;
import dev.slipway.inference.manifest.CategoryFeature.Unknown;
import dev.slipway.inference.tensor.Datatype;
import dev.slipway.inference.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A category, one-hot or as an index. Whole numbers and booleans are taken as the text that they print as. */
record CategoryColumn(CategoryFeature feature, Map<String, Integer> indices) implements Column {
    private static final int UNKNOWN = -1;
    private static final int SHOWN = 12;

    CategoryColumn(CategoryFeature feature) {
        this(feature, indices(feature));
    }

    private static Map<String, Integer> indices(CategoryFeature feature) {
        Map<String, Integer> indices = new HashMap<>();
        for (String category : feature.categories()) {
            indices.put(category, indices.size());
        }
        return indices;
    }

    @Override
    public @Nullable String write(@Nullable Tensor tensor, Matrix matrix, int first) {
        for (int row = 0; row < matrix.rows(); row++) {
            String text = tensor == null ? feature.defaultValue() : text(tensor, row);
            if (text == null) {
                text = feature.impute();
            }
            if (text == null) {
                return problem(row, "is missing, and the model has no category to impute");
            }
            Integer index = indices.get(text);
            if (index == null && feature.unknown() == Unknown.ERROR) {
                return problem(row, "is none of the categories " + shown());
            }
            put(matrix, row, first, index == null ? UNKNOWN : index);
        }
        return null;
    }

    private void put(Matrix matrix, int row, int first, int index) {
        if (feature.encode() == Encoding.INDEX) {
            matrix.put(row, first, index);
            return;
        }
        for (int k = 0; k < feature.width(); k++) {
            matrix.put(row, first + k, k == index ? 1 : 0);
        }
    }

    private static @Nullable String text(Tensor tensor, int row) {
        Datatype datatype = tensor.datatype();
        if (datatype == Datatype.BYTES) {
            return tensor.texts()[row];
        }
        if (datatype == Datatype.BOOL) {
            return tensor.integer(row) == 0 ? "false" : "true";
        }
        if (datatype.isInteger()) {
            return Long.toString(tensor.integer(row));
        }
        double value = tensor.number(row); // what a column of integers with gaps becomes in pandas
        if (Double.isNaN(value)) {
            return null;
        }
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private String shown() {
        var categories = feature.categories();
        String list = String.join(", ", categories.subList(0, Math.min(SHOWN, categories.size())));
        return categories.size() <= SHOWN ? list : list + " and " + (categories.size() - SHOWN) + " more";
    }
}
