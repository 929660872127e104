"""The dashboard: reads the tables that extraction wrote, draws facts, and shows the sentence behind each mark."""
