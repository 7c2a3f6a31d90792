/* The currencies in use by ISO 4217, those of most designs first: of two that are equally near to a slip of the
 * fingers the first is offered. */
#include "model/currency.h"

#include <string.h>
#include <strings.h>

#include "model/nearest.h"
#include "model/quote.h"

static const char codes[][4] = {
	"USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "INR", "BRL", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK",
	"AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
	"BMD", "BND", "BOB", "BSD", "BTN", "BWP", "BYN", "BZD", "CDF", "CLP", "COP", "CRC", "CUP", "CVE", "DJF",
	"DOP", "DZD", "EGP", "ERN", "ETB", "FJD", "FKP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD",
	"HNL", "HTG", "HUF", "IDR", "ILS", "IQD", "IRR", "ISK", "JMD", "JOD", "KES", "KGS", "KHR", "KMF", "KPW",
	"KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK",
	"MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NPR", "NZD", "OMR",
	"PAB", "PEN", "PGK", "PHP", "PKR", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG",
	"SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP",
	"TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG",
	"XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
};

bool currency_valid(const char *code, Error *err)
{
	Nearest nearest = {.wanted = code};
	Text text = {0};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		if (strcmp(codes[i], code) == 0)
			return true;
		if (strcasecmp(codes[i], code) == 0)
			nearest = (Nearest){code, codes[i], 0};
		nearest_try(&nearest, codes[i]);
	}
	quote_add_short(&text, code);
	text_add(&text, " is no currency; write the three capitals of ISO 4217 such as USD");
	nearest_add(&nearest, &text);
	error_set(err, "%s", text_str(&text));
	text_clear(&text);
	return false;
}
