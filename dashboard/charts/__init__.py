"""Charts: dataframes in, Plotly figures out. No Streamlit and no extraction here."""
