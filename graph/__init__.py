"""What schoolties holds and how: vocabulary, records, dates, the store contract and its stores."""
