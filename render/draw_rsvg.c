/* A picture is painted into memory and written through a callback: no file is touched. */
#include "config.h"

#include "render/draw_rsvg.h"

#include <librsvg/rsvg.h>
#include <math.h>

static const double scale_wanted = 2, side_most = 16384, pixels_most = 64e6;

static cairo_status_t take(void *out, const unsigned char *bytes, unsigned length)
{
	text_add_n(out, (const char *)bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

static bool paint(RsvgHandle *handle, Text *out, Error *err)
{
	double width, height, scale = scale_wanted;
	cairo_surface_t *surface;
	cairo_status_t status;
	cairo_t *pen;

	if (!rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) || !(width >= 1 && height >= 1))
		return error_set(err, "the SVG has no size");
	scale = fmin(scale, fmin(side_most / width, side_most / height));
	scale = fmin(scale, sqrt(pixels_most / (width * height)));
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * scale), (int)ceil(height * scale));
	pen = cairo_create(surface);
	cairo_set_source_rgb(pen, 1, 1, 1);
	cairo_paint(pen);
	cairo_scale(pen, scale, scale);
	if (!rsvg_handle_render_document(handle, pen, &(RsvgRectangle){0, 0, width, height}, NULL)) {
		cairo_destroy(pen);
		cairo_surface_destroy(surface);
		return error_set(err, "the SVG cannot be painted");
	}
	status = cairo_surface_write_to_png_stream(surface, take, out);
	cairo_destroy(pen);
	cairo_surface_destroy(surface);
	return status == CAIRO_STATUS_SUCCESS || error_set(err, "no PNG: %s", cairo_status_to_string(status));
}

bool rsvg_paint(const Text *svg, Text *out, Error *err)
{
	GError *fault = NULL;
	RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)text_str(svg), svg->length, &fault);
	bool done;

	if (!handle) {
		error_set(err, "the SVG cannot be read: %s", fault ? fault->message : "unknown fault");
		g_clear_error(&fault);
		return false;
	}
	done = paint(handle, out, err);
	g_object_unref(handle);
	return done;
}
